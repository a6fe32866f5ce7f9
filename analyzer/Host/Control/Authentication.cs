namespace CanaryMesh.Analyzer.Control;

/// <summary>Answer to the question who calls.</summary>
internal abstract record Authentication
{
    private Authentication()
    {
    }

    internal sealed record Proven(ProxyCaller Caller) : Authentication;

    internal sealed record Refused(string Reason) : Authentication;

    /// <summary>The API server could not be asked.</summary>
    internal sealed record Unknown(string Reason) : Authentication;
}
