using System.Globalization;
using CanaryMesh.Demo.Story;
using CanaryMesh.Load;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Screen;

/// <summary>Makes the screen's values from what is known.</summary>
internal static class ScreenModels
{
    private static readonly LoadSnapshot NoLoad = new(0, 0, 0, 0, [], []);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    public static ScreenModel Take(Chronicle chronicle, CanaryView canary, LoadCounts? counts, DateTimeOffset now)
    {
        var totals = counts?.Snapshot() ?? NoLoad;
        var trial = chronicle.Trial;
        return new ScreenModel(
            chronicle.Chapter, chronicle.Elapsed, canary, trial is null ? null : Share(counts, now, trial), Next(canary, now), Sides(chronicle.Primary, trial, totals),
            totals, chronicle.Notes);
    }

    private static double? Share(LoadCounts? counts, DateTimeOffset now, string version) =>
        counts?.Between(now - Window, now, version) is { All: > 0 } window ? (double)window.OfVersion / window.All : null;

    private static IReadOnlyList<SideRow> Sides(string primary, string? trial, LoadSnapshot totals) => trial is null
        ? [Row("primary", primary, totals)]
        : [Row("primary", primary, totals), Row("canary", trial, totals)];

    private static SideRow Row(string side, string version, LoadSnapshot totals)
    {
        var counts = totals.Of(version);
        return new SideRow(side, version, counts.Answered, counts.Failed, counts.ErrorRate, counts.P99Milliseconds);
    }

    private static string Next(CanaryView canary, DateTimeOffset now)
    {
        var what = canary.Message.Length > 0 ? canary.Message : canary.Phase switch
        {
            "Initialized" or "Succeeded" => "waits for a new version",
            "Failed" => "waits for a corrected version",
            _ => "",
        };
        return canary.OnTrial && canary.NextLook is { } look && look > now
            ? string.Create(CultureInfo.InvariantCulture, $"{what} (next look in {(look - now).TotalSeconds:0} s)")
            : what;
    }
}
