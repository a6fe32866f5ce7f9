using System.Globalization;

namespace CanaryMesh.Soak;

/// <summary>How long with kills, how long after them, and the seed that versions and kills are drawn from.</summary>
internal sealed record SoakOptions(double Minutes, double QuietMinutes, int Seed)
{
    public static SoakOptions Read(Func<string, string?> variable) => new(
        Number(variable("SOAK_MINUTES"), 10),
        Number(variable("SOAK_QUIET_MINUTES"), 4),
        variable("SEED") is { Length: > 0 } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : Random.Shared.Next());

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, {Minutes} minutes of kills, {QuietMinutes} without");

    private static double Number(string? text, double otherwise) => text is { Length: > 0 } ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
