using System.Text.Json;
using CanaryMesh.LoadTester.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.LoadTester.Tests.Serving;

public class TaskEndpointTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/canary")]
    public async Task Bash_ThatSucceeds_AnswersWithItsOutputWhereAsked(string path)
    {
        await using var tester = await TesterApp.StartAsync();

        Assert.Equal((200, "hello"), await tester.PostAsync(path, Body(("type", "bash"), ("cmd", "echo hello"), ("returnCmdOutput", "true"))));
        Assert.Equal((200, "the command succeeded"), await tester.PostAsync(path, Body(("type", "bash"), ("cmd", "echo hello"))));
    }

    [Fact]
    public async Task Bash_ThatFails_AnswersWithItsOutput()
    {
        await using var tester = await TesterApp.StartAsync();

        Assert.Equal((500, "the command ended with status 7\nbad"), await tester.PostAsync("/", Body(("type", "bash"), ("cmd", "echo bad >&2; exit 7"))));
        Assert.Contains("canarymesh_loadtester_tasks_total{type=\"bash\",outcome=\"failed\"} 1", await tester.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bash_WhoseCallerGoes_EndsWithAllItStarted()
    {
        await using var tester = await TesterApp.StartAsync();
        using var line = new LifeLine();
        using var cut = new CancellationTokenSource();
        var call = tester.PostAsync("/", Body(("type", "bash"), ("cmd", $"( {line.Words}; sleep 600 ) & wait")), cancellation: cut.Token);
        await line.BegunAsync();

        await cut.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await line.EndedAsync();
    }

    [Fact]
    public async Task Bash_ThatRunsTooLong_IsKilled()
    {
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { LongestTask = TimeSpan.FromMilliseconds(200) });

        var (status, text) = await tester.PostAsync("/", Body(("type", "bash"), ("cmd", "sleep 600")));

        Assert.Equal((500, "killed: it ran longer than 00:00:00.2000000"), (status, text));
    }

    [Fact]
    public async Task Cmd_AnswersAtOnceAndRunsOnceAtATime()
    {
        await using var tester = await TesterApp.StartAsync();
        using var line = new LifeLine();
        var body = Body(("cmd", $"bash -c '{line.Words}; sleep 600'"));

        Assert.Equal((202, "started"), await tester.PostAsync("/", body));
        await line.BegunAsync();
        Assert.Equal((202, "it is running already"), await tester.PostAsync("/", body));

        Assert.Contains("canarymesh_loadtester_tasks_running{type=\"cmd\"} 1", await tester.MetricsAsync(), StringComparison.Ordinal);
        await tester.StopAsync();
        await line.EndedAsync();
    }

    [Fact]
    public async Task Task_BeyondTheBound_IsRefused()
    {
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { MostTasks = 1 });
        using var line = new LifeLine();
        await tester.PostAsync("/", Body(("cmd", $"bash -c '{line.Words}; sleep 600'")));
        await line.BegunAsync();

        Assert.Equal((429, "too many tasks are running"), await tester.PostAsync("/", Body(("type", "bash"), ("cmd", "true"))));

        await tester.StopAsync();
        await line.EndedAsync();
    }

    [Fact]
    public async Task Stop_KillsWhatStillRunsAndTellsItsCaller()
    {
        await using var tester = await TesterApp.StartAsync();
        using var line = new LifeLine();
        var call = tester.PostAsync("/", Body(("type", "bash"), ("cmd", $"{line.Words}; echo begun; sleep 600 & wait")));
        await line.BegunAsync();

        await tester.StopAsync();

        Assert.Equal((500, "killed: the load tester is stopping\nbegun"), await call);
        await line.EndedAsync();
    }

    [Fact]
    public async Task Stop_ServesOnForAWhileAsUnready()
    {
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { Quiet = TimeSpan.FromMinutes(5) });
        using var cut = new CancellationTokenSource();
        var stop = tester.StopAsync(cut.Token);

        Assert.Equal((503, "stopping"), await tester.GetAsync("/readyz"));
        Assert.Equal((200, "OK"), await tester.GetAsync("/healthz"));
        Assert.Equal(200, (await tester.PostAsync("/", Body(("type", "bash"), ("cmd", "true")))).Status);

        await cut.CancelAsync();
        Assert.Same(stop, await Task.WhenAny(stop, Task.Delay(TimeSpan.FromSeconds(30))));
    }

    [Fact]
    public async Task Load_ThatIsWaitedFor_AnswersWithItsLine()
    {
        await using var app = await LoopbackApp.StartAsync(context => context.Response.WriteAsync("ok"));
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { RunsCommands = false });

        var (status, text) = await tester.PostAsync("/", Body(("type", "load"), ("url", app.Address.ToString()), ("rate", "20"), ("duration", "500ms"), ("wait", "true")));

        Assert.Equal(200, status);
        Assert.Matches(@"^(\d+) requests in \d\.\d s \(\d+\.\d/s\): \1 ok, 0 failed(, \d+ not sent in time)?; p50 \d+\.\d ms, p95 \d+\.\d ms, p99 \d+\.\d ms$", text);
        Assert.Contains($"canarymesh_loadtester_requests_total{{outcome=\"ok\"}} {text.Split(' ')[0]}\n", await tester.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_BelowTheAskedSuccess_Fails()
    {
        await using var app = await LoopbackApp.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        await using var tester = await TesterApp.StartAsync();

        var (status, text) = await tester.PostAsync(
            "/", Body(("type", "load"), ("url", app.Address.ToString()), ("rate", "20"), ("duration", "250ms"), ("wait", "true"), ("successRate", "99")));

        Assert.Equal(500, status);
        Assert.Matches(@"^0 % of the requests were answered well\n\d+ requests in .* 0 ok, \d+ failed \(\d+ 5xx\)", text);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("""{"name":"api-gateway","namespace":"footanalytics"}""", 400)]
    [InlineData("""{"name":"a","namespace":"b","metadata":{"type":"concord"}}""", 400)]
    [InlineData("""{"name":"a","namespace":"b","metadata":{"type":"spell","cmd":"id"}}""", 400)]
    public async Task Call_OfNothingThatRuns_IsABadRequestAndTheNextIsAnswered(string body, int status)
    {
        await using var tester = await TesterApp.StartAsync();

        Assert.Equal(status, (await tester.PostAsync("/", body)).Status);
        Assert.Equal(status, (await tester.PostAsync("/", body)).Status);
    }

    [Theory]
    [InlineData("shop", 200)]
    [InlineData("other", 403)]
    public async Task Call_OfANamespace_IsTakenWhereAllowed(string allowed, int status)
    {
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { Namespaces = new($"^{allowed}$") });

        Assert.Equal(status, (await tester.PostAsync("/", Body(("type", "bash"), ("cmd", "true")))).Status);
    }

    [Fact]
    public async Task Call_ThatIsTooLarge_IsRefused()
    {
        await using var tester = await TesterApp.StartAsync();

        Assert.Equal(413, (await tester.PostAsync("/", Body(("cmd", new string('x', 70_000))))).Status);
    }

    [Fact]
    public async Task Admin_TakesNoTasks()
    {
        await using var tester = await TesterApp.StartAsync();
        using var body = new StringContent(Body(("type", "bash"), ("cmd", "true")));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await tester.Admin.PostAsync(new Uri("/", UriKind.Relative), body)).StatusCode);
    }

    private static string Body(params (string Key, string Value)[] metadata) => JsonSerializer.Serialize(
        new { name = "web", @namespace = "shop", metadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value) });
}
