using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Restarting;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Restarting;

public sealed class RestartRunTests
{
    private const string Current = """{"image":"proxy:2","plan":"PLAN"}""";
    private readonly JumpingTime _clock = new();

    [Fact]
    public async Task OutdatedOnes_AreRestartedAndTheRestIsLeft()
    {
        var source = new Script();

        var ends = await RunAsync(source, false, Rest.Facts("Succeeded"), Rest.Facts("Succeeded", Current, "fresh"), Rest.Facts("Progressing", null, "trial"));

        Assert.Equal([RestartOutcome.Restarted, RestartOutcome.UpToDate, RestartOutcome.LeftAlone], ends.Select(each => each.Outcome));
        Assert.Equal(["api"], source.Restarted);
    }

    [Fact]
    public async Task All_RestartsWhatIsUpToDateToo()
    {
        var source = new Script();

        await RunAsync(source, true, Rest.Facts("Succeeded", Current, "fresh"));

        Assert.Equal(["fresh"], source.Restarted);
    }

    [Fact]
    public async Task TargetThatDoesNotComeBack_KeepsTheOthersAsTheyAre()
    {
        var source = new Script { Stays = "api" };

        var ends = await RunAsync(source, false, Rest.Facts("Succeeded"), Rest.Facts("Succeeded", null, "web"));

        Assert.Equal([RestartOutcome.Failed, RestartOutcome.NotBegun], ends.Select(each => each.Outcome));
        Assert.Equal(["api"], source.Restarted);
    }

    private async Task<IReadOnlyList<RestartEnd>> RunAsync(Script source, bool all, params IReadOnlyList<RestartFacts> targets)
    {
        var run = new RestartRun(source, _ => { }, _clock, TimeSpan.FromSeconds(30)).RunAsync(targets, all, 1, CancellationToken.None);
        return await run.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed class Script : IRestartSource
    {
        public string Stays { get; init; } = "";

        public List<string> Restarted { get; } = [];

        public Task<Answer<IReadOnlyList<RestartFacts>>> LookAsync(CancellationToken stop) => throw new NotSupportedException();

        public Task<Answer<RestartFacts>> LookAgainAsync(RestartFacts before, CancellationToken stop)
        {
            var name = before.Target.Text("metadata", "name")!;
            if (!Restarted.Contains(name))
            {
                return Task.FromResult(Answer<RestartFacts>.Of(before));
            }
            var after = Rest.Facts("Succeeded", Current, name);
            after.Target["metadata"]!["generation"] = 4;
            after.Target["status"]!["observedGeneration"] = name == Stays ? 3 : 4;
            return Task.FromResult(Answer<RestartFacts>.Of(after));
        }

        public Task<Answer<JsonObject>> RestartAsync(RestartFacts facts, JsonObject patch, CancellationToken stop)
        {
            Restarted.Add(facts.Target.Text("metadata", "name")!);
            return Task.FromResult(Answer<JsonObject>.Of(new() { ["metadata"] = new JsonObject { ["generation"] = 4 } }));
        }
    }
}
