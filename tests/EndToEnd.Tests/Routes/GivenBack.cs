using CanaryMesh.EndToEnd.Tests.Phases;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>What a Canary leaves behind that is deleted while a version is on trial.</summary>
internal static class GivenBack
{
    private const string Kinds = "virtualservices.networking.istio.io,destinationrules.networking.istio.io,httproutes.gateway.networking.k8s.io";

    /// <summary>Until it is gone with all that was made for it, and the pods that go have gone.</summary>
    public static async Task DeleteAsync(RoutedApp app)
    {
        await app.KubectlAsync("delete", "canary", "web", $"--timeout={RoutedApp.Within.TotalSeconds:0}s");
        await Eventually.TrueAsync(
            async () => (await app.KubectlAsync("get", "pods", "-o", "jsonpath={.items[*].metadata.deletionTimestamp}")).Length == 0,
            RoutedApp.Within, "no pod is about to go", CancellationToken.None);
        await app.SentAsync(100);
        Assert.Equal([], await WrittenObjects.OursAsync(app.Web.Kubectl));
    }

    /// <summary>The names of all routes and rules of the namespace.</summary>
    public static async Task<IReadOnlyList<string>> RoutesAsync(RoutedApp app) =>
        (await app.KubectlAsync("get", Kinds, "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
