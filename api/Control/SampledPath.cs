namespace CanaryMesh.Api.Control;

/// <summary>What of a request's target people may be shown: its path, without anything that callers hang on to it.</summary>
public static class SampledPath
{
    private const int Longest = 256;

    // Query, fragment and path parameters (;jsessionid=…), also where a client has encoded their beginning.
    private static readonly string[] Ends = ["?", "#", ";", "%3f", "%23", "%3b"];

    /// <summary>The path of a target in origin form, no longer than people read.</summary>
    public static string Of(string target)
    {
        var end = Ends.Select(each => target.IndexOf(each, StringComparison.OrdinalIgnoreCase)).Where(place => place >= 0).DefaultIfEmpty(target.Length).Min();
        return end > Longest ? target[..(Longest - 1)] + "…" : target[..end];
    }
}
