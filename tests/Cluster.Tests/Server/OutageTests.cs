using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Server;

public sealed class OutageTests
{
    private static readonly GroupResource ConfigMaps = new("", "configmaps");
    private static readonly Identity Admin = new("admin", ["system:masters"]);

    [Fact]
    public async Task Pause_ThenResume_SamePortSameObjects()
    {
        await using var server = await ClusterServer.StartAsync();
        var port = server.Port;
        await server.Api.CreateAsync(ConfigMaps, "default", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "a" } }, Admin, default);

        await server.PauseAsync();
        Assert.False(await AnswersAsync(port));
        await server.ResumeAsync();

        Assert.Equal(port, server.Port);
        Assert.True(await AnswersAsync(port));
        Assert.NotNull(server.Api.Get(ConfigMaps, "default", "a"));
    }

    [Fact]
    public async Task Watch_PastVersion_TellsWhatCameAfter()
    {
        await using var server = await ClusterServer.StartAsync();
        var from = server.Api.List(ConfigMaps).ResourceVersion;
        await server.Api.CreateAsync(ConfigMaps, "default", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "a" } }, Admin, default);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await foreach (var change in server.Api.WatchAsync(ConfigMaps, "default", from, limit.Token))
        {
            Assert.Equal(("ADDED", "a"), (change.Type, (string?)change.Object["metadata"]?["name"]));
            break;
        }
    }

    [Fact]
    public async Task Watch_BeforeTheBeginning_IsGone()
    {
        await using var server = await ClusterServer.StartAsync();

        var refusal = await Assert.ThrowsAsync<ApiException>(async () =>
        {
            await foreach (var _ in server.Api.WatchAsync(ConfigMaps, null, 1, CancellationToken.None))
            {
            }
        });

        Assert.Equal(410, refusal.Code);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
