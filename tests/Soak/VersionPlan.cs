namespace CanaryMesh.Soak;

/// <summary>Good and bad versions in turn. A good one never has the image that serves: its answers could not be told from the primary's.</summary>
internal sealed class VersionPlan(int seed)
{
    private static readonly string[] Good = ["2", "6", "7", "8"];
    private static readonly string[] Bad = ["3", "5"];
    private readonly Random _random = new(seed);
    private bool _badIsNext;

    public static bool IsBad(string version) => Bad.Contains(version);

    public string Next(string serving)
    {
        var choice = _badIsNext ? Bad : [.. Good.Where(version => version != serving)];
        _badIsNext = !_badIsNext;
        return choice[_random.Next(choice.Length)];
    }
}
