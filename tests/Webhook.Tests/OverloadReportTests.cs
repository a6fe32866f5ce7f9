using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Webhook.Tests;

public sealed class OverloadReportTests
{
    [Fact]
    public void Refused_ManyTimes_IsOneLineInTenSecondsWithTheirNumber()
    {
        var time = new FakeTimeProvider();
        var log = new CollectingLogger<OverloadReport>();
        var report = new OverloadReport(new WebhookMetrics(), time, log);

        for (var count = 0; count < 1000; count++)
        {
            report.Refused("inject", OverloadReason.Full);
        }

        Assert.Contains("1 reviews refused", Assert.Single(log.Lines), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(10));
        report.Refused("hold", OverloadReason.Waited);

        Assert.Equal(2, log.Lines.Count);
        Assert.Contains("1000 reviews refused", log.Lines[1], StringComparison.Ordinal);
        Assert.Contains("hold: waited-too-long", log.Lines[1], StringComparison.Ordinal);
    }
}
