using CanaryMesh.Demo.Story;
using CanaryMesh.Load;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Screen;

/// <summary>Everything the screen shows, as values.</summary>
internal sealed record ScreenModel(
    string Chapter, TimeSpan Elapsed, CanaryView Canary, double? MeasuredShare, string Next, IReadOnlyList<SideRow> Sides, LoadSnapshot Totals, IReadOnlyList<Note> Notes);
