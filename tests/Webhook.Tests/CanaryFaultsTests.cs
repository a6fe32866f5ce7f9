using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class CanaryFaultsTests
{
    [Fact]
    public void Of_FlaggersOwnExample_FindsNothing() => Assert.Empty(CanaryFaults.Of(Some.Parse("""
        {"kind":"Canary","spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"podinfo"},"service":{"port":9898},
         "analysis":{"interval":"30s","threshold":5,"maxWeight":50,"stepWeight":10,"stepWeights":[1,2,10],
          "metrics":[{"name":"request-success-rate","thresholdRange":{"min":99},"interval":"1m"}],
          "webhooks":[{"name":"load","url":"http://x","timeout":"5s"}]}}}
        """)));

    [Fact]
    public void Of_EverythingWrong_NamesEveryFault()
    {
        var faults = CanaryFaults.Of(Some.Parse("""
            {"kind":"Canary","spec":{"provider":"linkerd","targetRef":{"kind":"DaemonSet"},"service":{"port":0},
             "analysis":{"interval":"often","threshold":-1,"maxWeight":101,"stepWeight":"5","stepWeights":[10,200],
              "metrics":[{"interval":"1 m"}],"webhooks":[{"timeout":5}]}}}
            """));

        Assert.Equal(
            ["spec.targetRef.kind", "spec.targetRef.name", "spec.service.port", "spec.provider", "spec.analysis.interval", "spec.analysis.maxWeight",
                "spec.analysis.stepWeight", "spec.analysis.threshold", "spec.analysis.stepWeights", "spec.analysis.metrics[0].interval",
                "spec.analysis.metrics[0].name", "spec.analysis.webhooks[0].timeout"],
            faults.Select(fault => fault.Split(": ")[0]));
    }
}
