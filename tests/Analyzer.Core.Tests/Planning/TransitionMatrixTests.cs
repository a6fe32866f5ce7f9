using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>The whole table, row by row, and that it has a row for every phase and everything that may come.</summary>
public class TransitionMatrixTests
{
    private const string AnyVerdict = "any verdict";

    private static readonly string[] Happenings =
    [
        "leaving", "suspended", "target missing", "Flagger's primary", "new leader", "new version held", "new version unheld", "superseded", "at the primary, held", "primary lost", "copy gone",
    ];

    public static TheoryData<string> Rows => [.. TransitionMatrix.Rows];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Plan_OfARow_IsAsTheTableSays(string row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var cells = row.Split(" | ");

        Assert.All(Plans(Enum.Parse<RolloutPhase>(cells[0]), cells[1]), plan => Assert.Equal(row, Line(cells[0], cells[1], plan)));
    }

    [Fact]
    public void Table_HasARowForEveryPhaseAndEverythingThatMayCome()
    {
        string[] inputs = [.. Enum.GetNames<Verdict>(), .. Enum.GetNames<CommandVerb>(), .. Happenings];
        var wanted = Enum.GetNames<RolloutPhase>().SelectMany(phase => inputs.Select(input => $"{phase} | {input}"));

        var there = TransitionMatrix.Rows.Select(row => row.Split(" | ")).SelectMany(cells => Meant(cells[1]).Select(input => $"{cells[0]} | {input}"));

        Assert.Equal(wanted.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    private static string[] Meant(string input) => input == AnyVerdict ? Enum.GetNames<Verdict>() : [input];

    private static IEnumerable<RolloutPlan> Plans(RolloutPhase phase, string input) => input switch
    {
        AnyVerdict => Enum.GetValues<Verdict>().Select(verdict => Some.Of(phase).Plan(verdict)),
        _ when Enum.TryParse<Verdict>(input, out var verdict) => [Some.Of(phase).Plan(verdict)],
        _ when Enum.TryParse<CommandVerb>(input, out var verb) => [Some.Of(phase).Commanded(verb).Plan()],
        _ => [Situations.Of(input, phase).Plan()],
    };

    private static string Line(string phase, string input, RolloutPlan plan) =>
        string.Join(" | ", phase, input, plan.Status.Phase.ToString(), plan.Status.Reason.ToString(), plan.Words() is { Length: > 0 } words ? words : "nothing");
}
