using CanaryMesh.LoadTester.Tests.Support;

namespace CanaryMesh.LoadTester.Tests.Serving;

public class GateEndpointsTests
{
    private const string Web = """{"name":"web","namespace":"shop","phase":"Waiting"}""";

    [Theory]
    [InlineData("gate", "rollback")]
    [InlineData("rollback", "gate")]
    public async Task Gate_IsOpenBetweenOpenAndClose(string kind, string other)
    {
        await using var tester = await TesterApp.StartAsync();

        Assert.Equal((403, "Forbidden"), await tester.PostAsync($"/{kind}/check", Web));
        Assert.Equal(202, (await tester.PostAsync($"/{kind}/open", Web)).Status);
        Assert.Equal((200, "Approved"), await tester.PostAsync($"/{kind}/check", Web));
        Assert.Equal(403, (await tester.PostAsync($"/{other}/check", Web)).Status);
        Assert.Contains("canarymesh_loadtester_gates_open 1", await tester.MetricsAsync(), StringComparison.Ordinal);
        Assert.Equal(202, (await tester.PostAsync($"/{kind}/close", Web)).Status);
        Assert.Equal(403, (await tester.PostAsync($"/{kind}/check", Web)).Status);
    }

    [Theory]
    [InlineData("/gate/approve", 200)]
    [InlineData("/gate/halt", 403)]
    [InlineData("/gate/ajar", 404)]
    [InlineData("/rollback/approve", 404)]
    public async Task Gate_OfAFixedPath_AlwaysSaysTheSame(string path, int status)
    {
        await using var tester = await TesterApp.StartAsync();

        Assert.Equal(status, (await tester.PostAsync(path, Web)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"name":"web"}""")]
    [InlineData("nonsense")]
    public async Task Gate_WithoutACanary_IsABadRequest(string body)
    {
        await using var tester = await TesterApp.StartAsync();

        Assert.Equal(400, (await tester.PostAsync("/gate/open", body)).Status);
    }
}
