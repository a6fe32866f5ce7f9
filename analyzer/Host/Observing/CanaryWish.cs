namespace CanaryMesh.Analyzer.Observing;

/// <summary>What the team asks for on a Deployment.</summary>
internal enum CanaryWish
{
    /// <summary>Not to be decided: a mistake, or a Namespace that is not known. Nothing changes.</summary>
    Unclear,

    /// <summary>Canaries, by the Deployment's own annotation.</summary>
    Own,

    /// <summary>Canaries, since its Namespace's annotation asks for them and its own says nothing.</summary>
    OfNamespace,

    /// <summary>None, or none any more.</summary>
    Declined,
}
