using System.Text;
using CanaryMesh.LoadTester.Tasks;

namespace CanaryMesh.LoadTester.Tests.Tasks;

public class PayloadReaderTests
{
    [Fact]
    public void Payload_OfAWebhookCall_IsRead()
    {
        var payload = Read("""{"name":"web","namespace":"shop","phase":"Progressing","checksum":"1","metadata":{"cmd":"true","type":"bash"},"weight":5}""");

        Assert.Equal(("web.shop", "true"), (payload!.Canary, payload.Metadata!["cmd"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("name=web")]
    [InlineData("""{"name":1}""")]
    [InlineData("""{"metadata":{"cmd":{}}}""")]
    public void Payload_OfAnythingElse_IsNone(string body) => Assert.Null(Read(body));

    private static Payload? Read(string body) => PayloadReader.Read(Encoding.UTF8.GetBytes(body));
}
