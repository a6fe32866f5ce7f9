namespace CanaryMesh.Cluster.Network;

/// <summary>A Kubernetes label's name as Prometheus may spell it.</summary>
internal static class LabelName
{
    public static string Of(string name)
    {
        var letters = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return char.IsAsciiDigit(letters[0]) ? "_" + letters : letters;
    }
}
