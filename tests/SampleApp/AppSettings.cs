using System.Globalization;
using System.Net;

namespace CanaryMesh.SampleApp;

/// <summary>What the environment asks of the app.</summary>
internal sealed record AppSettings(string Version, double ErrorRate, TimeSpan Latency, int Port, IPAddress Address, int Seed, TimeSpan Drain)
{
    /// <summary>Share of the requests that take longer.</summary>
    public double SlowShare { get; init; }

    /// <summary>By how much.</summary>
    public TimeSpan SlowBy { get; init; }

    public static AppSettings Read(Func<string, string?> variable) => new(
        Text(variable("VERSION"), "1"),
        Math.Clamp(Number(variable("ERROR_RATE"), 0), 0, 1),
        TimeSpan.FromMilliseconds(Math.Max(0, Number(variable("LATENCY_MS"), 0))),
        (int)Number(variable("PORT"), 8080),
        IPAddress.TryParse(variable("POD_IP"), out var address) ? address : IPAddress.Loopback,
        (int)Number(variable("SEED"), 1),
        TimeSpan.FromSeconds(Math.Max(0, Number(variable("DRAIN_SECONDS"), 3))))
    {
        SlowShare = Math.Clamp(Number(variable("SLOW_PERCENT"), 0) / 100, 0, 1),
        SlowBy = TimeSpan.FromMilliseconds(Math.Max(0, Number(variable("SLOW_MILLISECONDS"), 0))),
    };

    private static string Text(string? value, string fallback) => string.IsNullOrWhiteSpace(value) ? fallback : value.Trim();

    private static double Number(string? value, double fallback) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : fallback;
}
