using System.Globalization;

namespace CanaryMesh.Demo.Screen;

/// <summary>How values are written.</summary>
internal static class ScreenText
{
    private const int BarWidth = 30;

    public static string Clock(TimeSpan time) => time.ToString(@"mm\:ss", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    public static string Milliseconds(double? time) => time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.0} ms") : "-";

    public static string Bar(double share)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        return new string('█', full) + new string('░', BarWidth - full);
    }
}
