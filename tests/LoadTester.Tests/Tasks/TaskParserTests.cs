using CanaryMesh.LoadTester.Load;
using CanaryMesh.LoadTester.Tasks;

namespace CanaryMesh.LoadTester.Tests.Tasks;

public class TaskParserTests
{
    private static readonly TaskRules WithCommands = new(true, new());
    private static readonly TaskRules WithoutCommands = new(false, new());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cmd")]
    public void Command_OfTheDefaultType_DoesNotWait(string? type) => Assert.Equal(
        new RequestedTask.Command("cmd", "sh", "curl http://web/", Waits: false, LogsOutput: true, ReturnsOutput: false),
        Parse(WithCommands, ("type", type), ("cmd", "curl http://web/"), ("logCmdOutput", "true")));

    [Fact]
    public void Command_OfBash_Waits() => Assert.Equal(
        new RequestedTask.Command("bash", "bash", "curl http://web/ | grep OK", Waits: true, LogsOutput: false, ReturnsOutput: true),
        Parse(WithCommands, ("type", "bash"), ("cmd", "curl http://web/ | grep OK"), ("returnCmdOutput", "true")));

    [Theory]
    [InlineData("cmd")]
    [InlineData("bash")]
    public void Command_WhereNotEnabled_IsForbidden(string type)
    {
        var refused = Assert.IsType<RequestedTask.Refused>(Parse(WithoutCommands, ("type", type), ("cmd", "id")));

        Assert.Equal((403, "commands are not enabled here: use type load, or set CANARYMESH_COMMANDS to true on the load tester"), (refused.Status, refused.Sentence));
    }

    [Fact]
    public void Command_ThatIsPlainHey_IsLoadWithoutAShell()
    {
        var load = Assert.IsType<RequestedTask.Load>(
            Parse(WithoutCommands, ("cmd", "hey -z 2m -q 10 -c 2 http://api-gateway-canary.footanalytics:4000/graphql")));

        Assert.Equal(("cmd", false, 20.0, TimeSpan.FromMinutes(2)), (load.Type, load.Order.Waits, load.Order.Plan.Rate, load.Order.Plan.Duration));
    }

    [Theory]
    [InlineData("hey -c 501 http://web/")]
    [InlineData("hey -z 2h http://web/")]
    [InlineData("hey http://web/; id")]
    public void Command_OfHeyBeyondBoundsOrWithMore_IsACommand(string line)
    {
        Assert.IsType<RequestedTask.Refused>(Parse(WithoutCommands, ("cmd", line)));
        Assert.IsType<RequestedTask.Command>(Parse(WithCommands, ("cmd", line)));
    }

    [Fact]
    public void Load_NeedsNoCommands()
    {
        var load = Assert.IsType<RequestedTask.Load>(Parse(WithoutCommands, ("type", "load"), ("url", "http://web/"), ("wait", "true")));

        Assert.True(load.Order.Waits);
    }

    [Theory]
    [InlineData("helm", "run helm test in your pipeline")]
    [InlineData("helmv3", "run helm test in your pipeline")]
    [InlineData("kubectl", "use type bash")]
    [InlineData("concord", "use type bash with a curl command")]
    [InlineData("ngrinder", "use type load")]
    [InlineData("bats", "type \"bats\" is not known: use cmd, bash, load")]
    [InlineData("BASH", "is not known")]
    public void Type_ThatIsNotRun_SaysWhatToUse(string type, string words)
    {
        var refused = Assert.IsType<RequestedTask.Refused>(Parse(WithCommands, ("type", type), ("cmd", "id")));

        Assert.Equal(400, refused.Status);
        Assert.Contains(words, refused.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "  ", "type bash needs cmd, the command")]
    [InlineData("load", "x", "type load: cmd is not known")]
    public void Metadata_ThatLacksWhatTheTypeNeeds_IsRefused(string type, string line, string words) => Assert.StartsWith(
        words, Assert.IsType<RequestedTask.Refused>(Parse(WithCommands, ("type", type), ("cmd", line))).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Metadata_ThatIsMissing_IsRefused() => Assert.Equal(
        "the load tester was reached, but metadata is missing: nothing to run",
        Assert.IsType<RequestedTask.Refused>(TaskParser.Parse(new("web", "shop", null), WithCommands)).Sentence);

    private static RequestedTask Parse(TaskRules rules, params (string Key, string? Value)[] metadata) => TaskParser.Parse(
        new("web", "shop", metadata.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!)), rules);
}
