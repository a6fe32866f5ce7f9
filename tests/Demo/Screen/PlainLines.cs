using System.Globalization;

namespace CanaryMesh.Demo.Screen;

/// <summary>What is new since the last look, a line each.</summary>
internal static class PlainLines
{
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(5);

    public static IEnumerable<string> Between(ScreenModel? before, ScreenModel now)
    {
        foreach (var note in now.Notes.Where(note => before is null || !before.Notes.Contains(note)))
        {
            yield return $"{ScreenText.Clock(note.At)}  {note.Text}";
        }
        if (IsWorthALine(before, now))
        {
            yield return Status(now);
        }
    }

    private static bool IsWorthALine(ScreenModel? before, ScreenModel now) =>
        before is not null && now.Canary.Phase.Length > 0
        && (before.Canary.Phase != now.Canary.Phase || before.Canary.Weight != now.Canary.Weight || before.Canary.Message != now.Canary.Message
            || before.Elapsed.Ticks / StatusEvery.Ticks != now.Elapsed.Ticks / StatusEvery.Ticks);

    private static string Status(ScreenModel now)
    {
        var measured = now.MeasuredShare is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %") : "-";
        var sides = string.Join("; ", now.Sides.Select(side =>
            $"{side.Side} v{side.Version} {ScreenText.Number(side.Requests)} requests, {ScreenText.Percent(side.ErrorRate)} failed, p99 {ScreenText.Milliseconds(side.P99)}"));
        return $"{ScreenText.Clock(now.Elapsed)}  {now.Canary.Phase}  weight {now.Canary.Weight} % (measured {measured})  {sides}; lost {now.Totals.Lost}  {now.Next}".TrimEnd();
    }
}
