using System.Globalization;

namespace CanaryMesh.Soak;

/// <summary>How long, and the seed that versions and kills are drawn from.</summary>
internal sealed record SoakOptions(double Minutes, int Seed)
{
    public static SoakOptions Read(Func<string, string?> variable) => new(
        variable("SOAK_MINUTES") is { Length: > 0 } minutes ? double.Parse(minutes, CultureInfo.InvariantCulture) : 10,
        variable("SEED") is { Length: > 0 } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : Random.Shared.Next());

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, {Minutes} minutes");
}
