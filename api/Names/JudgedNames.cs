namespace CanaryMesh.Api.Names;

/// <summary>The ConfigMap that keeps what was found of one judged version, beside its Canary.</summary>
public static class JudgedNames
{
    /// <summary>Where a trial that runs stands: how a new leader goes on with it.</summary>
    public const string State = "state.json";

    /// <summary>The record of the last decision that mattered.</summary>
    public const string Record = "record.json";

    /// <summary>So many judged versions of a target are kept.</summary>
    public const int Most = 5;

    /// <summary>Its name, by the first digits of the version's hash: a target's name that is too long loses its end to a hash.</summary>
    public static string ConfigMap(string target, string version) => SideNames.Object(target, $"-judged-{version}");

    /// <summary>The label's value for a Canary.</summary>
    public static string Label(string canary) => SideNames.Label(canary, "");
}
