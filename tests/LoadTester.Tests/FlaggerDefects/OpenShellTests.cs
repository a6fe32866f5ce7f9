using CanaryMesh.LoadTester.Tests.Support;

namespace CanaryMesh.LoadTester.Tests.FlaggerDefects;

/// <summary>Flagger's load tester is a shell for everybody that falls over and outlives its callers. Tests are named after its defect.</summary>
public class OpenShellTests
{
    private const string Command = """{"name":"web","namespace":"shop","metadata":{"type":"bash","cmd":"echo in"} }""";

    [Fact]
    public async Task FB21_ShellOfACallerWithoutTheToken_IsNotOpened()
    {
        await using var closed = await TesterApp.StartAsync(TesterApp.Open with { RequiresToken = true });

        Assert.Equal(401, (await closed.PostAsync("/", Command)).Status);
        Assert.Equal(401, (await closed.PostAsync("/", Command, "Bearer guessed")).Status);
    }

    [Fact]
    public async Task FB21_ShellWhereNoneIsEnabled_IsNotOpened()
    {
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { RunsCommands = false });

        Assert.Equal(403, (await tester.PostAsync("/", Command)).Status);
    }

    [Fact]
    public async Task FB21_TaskOfAnUnknownType_IsRefusedAndTheNextIsRun()
    {
        await using var tester = await TesterApp.StartAsync();

        Assert.Equal(400, (await tester.PostAsync("/", """{"name":"web","namespace":"shop","metadata":{"type":"spell","cmd":"echo in"} }""")).Status);
        Assert.Equal(200, (await tester.PostAsync("/", Command)).Status);
    }

    [Fact]
    public async Task FB21_TaskWhoseCallerGoes_EndsWithItsCaller()
    {
        await using var tester = await TesterApp.StartAsync();
        using var line = new LifeLine();
        using var cut = new CancellationTokenSource();
        var call = tester.PostAsync("/", $$"""{"name":"web","namespace":"shop","metadata":{"type":"bash","cmd":"( {{line.Words}}; sleep 600 ) & wait"} }""", cancellation: cut.Token);
        await line.BegunAsync();

        await cut.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await line.EndedAsync();
    }
}
