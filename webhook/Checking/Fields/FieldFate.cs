namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>What becomes of a field that Flagger's schema has. There is no fourth: nothing is left out without a word.</summary>
internal enum FieldFate
{
    /// <summary>It does what Flagger's documentation says, or what this project's says instead.</summary>
    Done,

    /// <summary>It is refused at admission: left out, the team would get something else than it asked for.</summary>
    Refused,

    /// <summary>It is admitted with a warning: nothing here reads it, and what the proxies do is right without it.</summary>
    NoEffect,
}
