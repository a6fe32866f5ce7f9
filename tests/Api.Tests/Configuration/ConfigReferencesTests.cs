using System.Text.Json.Nodes;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Api.Tests.Configuration;

public sealed class ConfigReferencesTests
{
    private const string Hash = "0123456789abcdef";

    [Fact]
    public void Of_EveryKindOfReference_NamesEachConfigMapOnce_AndWhetherItMayBeMissing() => Assert.Equal(
        [new("env", false), new("from", false), new("init", true), new("plain", false), new("projected", true)],
        ConfigReferences.Of(Pod()));

    [Fact]
    public void Of_APodWithoutConfigMaps_IsEmpty() =>
        Assert.Empty(ConfigReferences.Of(Parse("""{"spec":{"containers":[{"name":"app","env":[{"name":"A","value":"b"}]}],"volumes":[{"name":"s","secret":{"secretName":"x"}}]}}""")));

    [Fact]
    public void Pin_EveryReferenceOfThePlan_GoesToItsSnapshot_AndASecondTimeNothingChanges()
    {
        var pod = Pod();
        var plan = Plan(("env", Hash), ("from", Hash), ("init", ConfigKeys.Absent), ("plain", Hash), ("projected", Hash));

        ConfigReferences.Pin(pod, plan);
        var once = pod.ToJsonString();
        ConfigReferences.Pin(pod, plan);

        Assert.Equal(once, pod.ToJsonString());
        Assert.Equal(
            [new($"env-{Hash}", false), new($"from-{Hash}", false), new("init-absent", true), new($"plain-{Hash}", false), new($"projected-{Hash}", true)],
            ConfigReferences.Of(pod));
        Assert.Equal("plain", (string?)pod["spec"]!["volumes"]![3]!["secret"]!["secretName"]);
        Assert.Equal("kube-root-ca.crt", (string?)pod["spec"]!["volumes"]![1]!["projected"]!["sources"]![1]!["configMap"]!["name"]);
    }

    [Fact]
    public void Secrets_OfEveryKindOfReference_NamesEachOnce_AndNoneThatImagesArePulledWith() => Assert.Equal(
        [new("env", true), new("from", false), new("plain", false), new("projected", false)],
        ConfigReferences.Secrets(SecretPod()));

    [Fact]
    public void Pin_OfSecrets_ReachesVolumesProjectionsVariablesAndEnvFrom_AndNoConfigMapOfTheSameName()
    {
        var pod = SecretPod();

        ConfigReferences.Pin(pod, new() { V = 1, Config = new[] { "env", "from", "plain", "projected", "pull" }.ToDictionary(ConfigKeys.OfSecret, _ => Hash) });

        Assert.Equal([$"env-{Hash}", $"from-{Hash}", $"plain-{Hash}", $"projected-{Hash}"], ConfigReferences.Secrets(pod).Select(each => each.Name));
        Assert.Equal(["from"], ConfigReferences.Of(pod).Select(each => each.Name));
        Assert.Equal("pull", (string?)pod["spec"]!["imagePullSecrets"]![0]!["name"]);
        Assert.Equal("file", (string?)pod["spec"]!["volumes"]![0]!["secret"]!["items"]![0]!["key"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("../../../../evil")]
    public void Pin_AHashThatIsNone_LeavesTheReference(string hash)
    {
        var pod = Pod();

        ConfigReferences.Pin(pod, Plan(("plain", hash)));

        Assert.Equal(Pod().ToJsonString(), pod.ToJsonString());
    }

    [Fact]
    public void Snapshot_OfTheLongestName_IsStillAName()
    {
        var name = ConfigKeys.Snapshot(new string('a', 235) + "." + new string('b', 17), Hash);

        Assert.Equal(new string('a', 235) + "-" + Hash, name);
        Assert.True(ConfigKeys.Snapshot(new string('a', 253), Hash).Length == 253);
    }

    private static PortPlan Plan(params IEnumerable<(string Name, string Hash)> config) =>
        new() { V = 1, Config = config.ToDictionary(each => ConfigKeys.OfConfigMap(each.Name), each => each.Hash) };

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject SecretPod() => Parse(
        """
        {"spec":{
          "imagePullSecrets":[{"name":"pull"}],
          "initContainers":[{"name":"first","env":[{"name":"I","valueFrom":{"secretKeyRef":{"name":"env","key":"i","optional":true}}}]}],
          "containers":[
            {"name":"app","envFrom":[{"secretRef":{"name":"from"}},{"configMapRef":{"name":"from"}}],
             "volumeMounts":[{"name":"plain","mountPath":"/etc/app/file","subPath":"file"}]}],
          "volumes":[
            {"name":"plain","secret":{"secretName":"plain","items":[{"key":"file","path":"file"}]}},
            {"name":"mixed","projected":{"sources":[{"secret":{"name":"projected"}}]}},
            {"name":"disk","csi":{"driver":"d","nodePublishSecretRef":{"name":"csi"}}}]}}
        """);

    private static JsonObject Pod() => Parse(
        """
        {"spec":{
          "initContainers":[{"name":"first","env":[{"name":"I","valueFrom":{"configMapKeyRef":{"name":"init","key":"i","optional":true}}}]}],
          "containers":[
            {"name":"app","env":[{"name":"A","value":"b"},{"name":"E","valueFrom":{"configMapKeyRef":{"name":"env","key":"e","optional":true}}}],
             "envFrom":[{"configMapRef":{"name":"from"}},{"prefix":"S_","secretRef":{"name":"from"}}],
             "volumeMounts":[{"name":"plain","mountPath":"/etc/app/file","subPath":"file"}]},
            {"name":"other","env":[{"name":"E","valueFrom":{"configMapKeyRef":{"name":"env","key":"e"}}}]}],
          "volumes":[
            {"name":"plain","configMap":{"name":"plain","items":[{"key":"file","path":"file"}]}},
            {"name":"mixed","projected":{"sources":[{"configMap":{"name":"projected","optional":true}},{"configMap":{"name":"kube-root-ca.crt"}},{"secret":{"name":"projected"}}]}},
            {"name":"empty","emptyDir":{}},
            {"name":"s","secret":{"secretName":"plain"}}]}}
        """);
}
