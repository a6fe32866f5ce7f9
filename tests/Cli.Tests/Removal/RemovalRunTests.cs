using System.Text.Json.Nodes;
using CanaryMesh.Cli.Removal;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Removal;

public sealed class RemovalRunTests
{
    private readonly JumpingTime _clock = new();
    private readonly List<string> _saved = [];

    [Fact]
    public async Task Run_OfAManagedTarget_TakesTheWishWaitsAndRemovesTheWebhooksLast()
    {
        var source = new Script(Things.Facts(Things.Managed), Things.Facts(Things.Managed), Things.Facts(Things.Plain), Things.Facts(Things.Plain) with { Admission = [] });

        var report = await RunAsync(source, Things.Facts(Things.Wished));

        Assert.Equal((0, ""), (report.ExitCode, report.Why));
        Assert.Equal(
            ["deployment shop/api: annotation canary.footanalytics.io/enabled removed", "deployment shop/api: given back", "mutatingwebhookconfiguration zz-canarymesh: deleted"],
            report.Touched);
        Assert.Empty(report.Left);
        Assert.Equal(["# kubectl -n shop annotate deployment api canary.footanalytics.io/enabled=true\n"], _saved);
    }

    [Fact]
    public async Task Run_WhoseTargetDoesNotLeave_EndsWithTheWebhooksInPlaceAndSaysWhatIsLeft()
    {
        var source = new Script(Things.Facts(Things.Managed));

        var report = await RunAsync(source, Things.Facts(Things.Wished));

        Assert.Equal(6, report.ExitCode);
        Assert.Equal(["deployment shop/api: still marked as managed"], report.Left);
        Assert.DoesNotContain(source.Taken, each => each.Object == Things.Late);
    }

    [Fact]
    public async Task Run_WithoutAnAnalyzer_EndsAtOnceAndTouchesNothing()
    {
        var source = new Script();

        var report = await RunAsync(source, Things.Facts(Things.Wished) with { Analyzers = 0 });

        Assert.Equal(6, report.ExitCode);
        Assert.Empty(source.Taken);
    }

    [Fact]
    public async Task Run_WhoseAnalyzerGoesAwayInTheMiddle_WaitsForItToComeBack()
    {
        var source = new Script(Things.Facts(Things.Managed) with { Analyzers = 0 }, Things.Facts(Things.Plain), Things.Facts(Things.Plain) with { Admission = [] });

        Assert.Equal(0, (await RunAsync(source, Things.Facts(Things.Wished))).ExitCode);
    }

    [Fact]
    public async Task Run_ThatIsRefused_SaysWhichStepAndIsToBeRepeated()
    {
        var source = new Script { Refuses = "deployment shop/api" };

        var report = await RunAsync(source, Things.Facts(Things.Wished));

        Assert.Equal((6, "deployment shop/api: forbidden; what was begun goes on when this is repeated"), (report.ExitCode, report.Why));
    }

    [Fact]
    public async Task Run_BeforeItDeletesATeamsCanary_SavesWhatCanBeApplied()
    {
        var canary = Things.Canary("web");
        canary["status"] = new JsonObject { ["phase"] = "Succeeded" };
        canary["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = "{}", ["team"] = "a" };
        var source = new Script(Things.Facts() with { Admission = [] });

        await RunAsync(source, Things.Facts() with { Canaries = [canary] });

        var saved = JsonNode.Parse(_saved.Single()["---\n".Length..])!.AsObject();
        Assert.Equal(("flagger.app/v1beta1", "web", "shop", "web"), ((string?)saved["apiVersion"], (string?)saved["metadata"]!["name"], (string?)saved["metadata"]!["namespace"], (string?)saved["spec"]!["targetRef"]!["name"]));
        Assert.Equal("""{"team":"a"}""", saved["metadata"]!["annotations"]!.ToJsonString());
        Assert.Equal(["apiVersion", "kind", "metadata", "spec"], saved.Select(pair => pair.Key));
    }

    private async Task<RemovalReport> RunAsync(Script source, RemovalFacts first)
    {
        var run = new RemovalRun(source, _ => { }, Save, _clock).RunAsync(first, TimeSpan.FromSeconds(30), CancellationToken.None);
        return await run.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private Task Save(string text)
    {
        _saved.Add(text);
        return Task.CompletedTask;
    }

    private sealed class Script(params RemovalFacts[] looks) : IRemovalSource
    {
        private int _next;

        public List<RemovalStep> Taken { get; } = [];

        public string Refuses { get; init; } = "";

        public Task<Answer<RemovalFacts>> LookAsync(CancellationToken stop) =>
            Task.FromResult(Answer<RemovalFacts>.Of(looks[Math.Min(_next++, looks.Length - 1)]));

        public Task<Answer<RemovalStep>> TakeAsync(RemovalStep step, CancellationToken stop)
        {
            if ($"{step.Object}" == Refuses)
            {
                return Task.FromResult(Answer<RemovalStep>.Failed(4, "forbidden"));
            }
            Taken.Add(step);
            return Task.FromResult(Answer<RemovalStep>.Of(step));
        }
    }
}
