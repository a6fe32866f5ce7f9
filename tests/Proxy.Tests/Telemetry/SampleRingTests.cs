using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Tests.Telemetry;

public sealed class SampleRingTests
{
    [Fact]
    public void Since_AfterManyMore_KeepsTheLastSixtyFourInOrder()
    {
        var ring = new SampleRing();
        for (var index = 1; index <= 100; index++)
        {
            ring.Add(new RequestFailure(0, default, "GET", "/", 500, index, "p", "", false));
        }

        Assert.Equal(Enumerable.Range(37, 64).Select(each => (long)each), ring.Since(0).Select(each => each.DurationMicroseconds));
        Assert.Equal([99L, 100L], ring.Since(98).Select(each => each.Sequence));
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "0af7651916cd43dd8448eb211c80319c")]
    [InlineData("", "")]
    [InlineData("nonsense", "")]
    [InlineData("00-sk_live_this_is_no_trace_but_key-b7ad6b7169203331-01", "")]
    public void TraceId_OfATraceparent_IsItsSecondField(string traceparent, string traceId) =>
        Assert.Equal(traceId, SampleChoice.TraceId(traceparent));
}
