using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>kubectl logs and exec without -c go to the container that the annotation names, else to the first of spec.containers.</summary>
public sealed class DefaultContainerTests
{
    private const string Annotation = "kubectl.kubernetes.io/default-container";

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void LogsAndExec_LandOnTheApp(string native) => Assert.Equal("app", Meant(Inject(Pod(), native)));

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void LogsAndExec_LandWhereTheTeamSays(string native)
    {
        var pod = Pod();
        pod["metadata"]!["annotations"]![Annotation] = "second";

        Assert.Equal("second", Meant(Inject(pod, native)));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void Proxy_OfAnyKind_IsNeverMeantAndAlwaysThere(string native)
    {
        var injected = Inject(Pod(), native);

        Assert.Contains(Containers(injected, native == "true" ? "initContainers" : "containers"), name => name == Installation.ProxyContainer);
        Assert.Equal(["app", "second"], Containers(injected, "containers").Take(2));
        Assert.NotEqual(Installation.ProxyContainer, Meant(Inject(injected, native)));
    }

    private static JsonObject Pod()
    {
        var pod = Some.Pod();
        pod["spec"]!["containers"]!.AsArray().Add(new JsonObject { ["name"] = "second", ["image"] = "logs:1", ["resources"] = new JsonObject() });
        return pod;
    }

    private static JsonObject Inject(JsonObject pod, string native) =>
        PodInjection.Inject(pod, PodView.Of(pod), Some.Injection with { Settings = Some.Settings with { NativeSidecar = native } });

    private static string? Meant(JsonObject pod) => pod.Annotation(Annotation) ?? Containers(pod, "containers").First();

    private static IEnumerable<string> Containers(JsonObject pod, string list) => pod.Objects("spec", list).Select(each => each.Text("name")!);
}
