using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Validation;

namespace CanaryMesh.Cluster.Tests.Validation;

public sealed class PodSpecTests
{
    [Theory]
    [InlineData("""{"containers":[]}""", "spec.containers")]
    [InlineData("""{"containers":[{"name":"a","image":" x"}]}""", "spec.containers[0].image")]
    [InlineData("""{"containers":[{"name":"a","image":"x","env":[{"name":"a=b"}]}]}""", "spec.containers[0].env[0].name")]
    [InlineData("""{"containers":[{"name":"a","image":"x","env":[{"name":"a","valueFrom":{}}]}]}""", "spec.containers[0].env[0].valueFrom")]
    [InlineData("""{"containers":[{"name":"a","image":"x","readinessProbe":{"exec":{}}}]}""", "spec.containers[0].readinessProbe.exec.command")]
    [InlineData("""{"containers":[{"name":"a","image":"x","readinessProbe":{"tcpSocket":{"port":1},"httpGet":{"port":1}}}]}""", "spec.containers[0].readinessProbe.tcpSocket")]
    [InlineData("""{"containers":[{"name":"a","image":"x"}],"initContainers":[{"name":"a","image":"x"}]}""", "spec.initContainers[0].name")]
    [InlineData("""{"containers":[{"name":"a","image":"x"}],"initContainers":[{"name":"i","image":"x","livenessProbe":{"tcpSocket":{"port":1}}}]}""", "spec.initContainers[0].livenessProbe")]
    [InlineData("""{"containers":[{"name":"a","image":"x"}],"volumes":[{"name":"v","emptyDir":{},"secret":{"secretName":"s"}}]}""", "spec.volumes[0].secret")]
    [InlineData("""{"containers":[{"name":"a","image":"x"}],"tolerations":[{"key":"k","operator":"Exists","value":"v"}]}""", "spec.tolerations[0].operator")]
    public void Spec_OneFault_IsToldAtItsField(string spec, string field)
    {
        var faults = new FieldFaults();

        PodValidation.Spec(JsonNode.Parse(spec)!.AsObject(), "spec", faults);

        Assert.Equal([field], faults.Found.Select(f => f.Field));
    }
}
