using System.Buffers;
using System.Text;
using CanaryMesh.Api.Names;
using CanaryMesh.Proxy.Listening;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Listening;

public sealed class PrefaceSnifferTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", false)]
    [InlineData("P", null)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r", null)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", true)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nmore", true)]
    [InlineData("POST / HTTP/1.1\r\n", false)]
    [InlineData("PRI * HTTP/1.1\r\n", false)]
    public void Match_OfTheFirstBytes_DecidesAsSoonAsItCan(string bytes, bool? speaksHttp2) =>
        Assert.Equal(speaksHttp2, PrefaceSniffer.Match(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(bytes))));

    [Fact]
    public async Task Request_ComingByteByByte_IsServed()
    {
        await using var pod = await TestPod.StartAsync();
        using var socket = await RawHttp.ConnectAsync(pod.Address, TestPod.Split);
        foreach (var each in "PUT /count HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray())
        {
            await socket.SendAsync(new[] { each });
        }

        Assert.StartsWith("HTTP/1.1 200", await RawHttp.ReadUntilAsync(socket, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestPod.Split)]
    [InlineData(Ports.Admin)]
    public async Task Connection_OnWhichNothingWasSaid_DoesNotKeepAStoppingProxy(int port)
    {
        await using var pod = await TestPod.StartAsync();
        using var socket = await RawHttp.ConnectAsync(pod.Address, port);
        await RawHttp.AskAsync(pod.Address, port, "GET /ready HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");

        await pod.Server.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("", await RawHttp.ReadUntilAsync(socket, null));
    }
}
