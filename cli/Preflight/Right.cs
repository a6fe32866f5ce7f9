namespace CanaryMesh.Cli.Preflight;

/// <summary>One verb on one resource, and whose right it is to be; without an account it is the caller's own.</summary>
internal sealed record Right(string Account, string Verb, string Group, string Resource, string Namespace = "", string Name = "")
{
    /// <summary>As kubectl auth can-i names it.</summary>
    internal string What => $"{Resource}{(Group.Length is 0 ? "" : "." + Group)}{(Name.Length is 0 ? "" : "/" + Name)}{(Namespace.Length is 0 ? "" : $" in {Namespace}")}";
}
