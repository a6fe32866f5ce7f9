using CanaryMesh.Cluster;
using CanaryMesh.Mesh.Tests.Services;
using CanaryMesh.Mesh.Tests.Sockets;
using CanaryMesh.Mesh.Watching;
using CanaryMesh.Support;

namespace CanaryMesh.Mesh.Tests.Watching;

/// <summary>A data plane beside an API server that has no controllers: a test writes their objects too.</summary>
internal sealed class MeshOfCluster : IAsyncDisposable
{
    private readonly string _folder;
    private readonly HttpClient _client = new();

    private MeshOfCluster(ClusterServer server, string folder, ClusterApi api, Backend primary, Backend canary) =>
        (Server, _folder, Api, Primary, Canary) = (server, folder, api, primary, canary);

    public ClusterServer Server { get; }

    public ClusterApi Api { get; }

    public Backend Primary { get; }

    public Backend Canary { get; }

    private string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    public static async Task<MeshOfCluster> StartAsync()
    {
        var server = await ClusterServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("canarymesh-mesh-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "kubeconfig"), server.WriteKubeconfig());
        var cluster = new MeshOfCluster(
            server, folder, new ClusterApi(Path.Combine(folder, "kubeconfig")), await Backend.StartAsync("primary"), await Backend.StartAsync("canary"));
        await server.InstallAsync("{apiVersion: v1, kind: Namespace, metadata: {name: web}}");
        await server.InstallAsync(ShopObjects.Services(cluster.Primary.Port, cluster.Canary.Port));
        return cluster;
    }

    /// <summary>Defines kinds and waits until they are served.</summary>
    public async Task DefineAsync(string file, params MeshKind[] kinds)
    {
        await Server.InstallAsync(SharedFiles.Definitions(file, [.. kinds.Select(kind => kind.Plural)]));
        foreach (var kind in kinds)
        {
            await Eventually.TrueAsync(
                async () => await Api.ListAsync(kind.Collection("web"), CancellationToken.None) is not null, TimeSpan.FromSeconds(20), $"{kind.Plural} are served", CancellationToken.None);
        }
    }

    public Task<MeshDataPlane> PlayAsync(MeshOptions options) => MeshDataPlane.StartAsync(Kubeconfig, "web", options, CancellationToken.None);

    public async Task<string> AskAsync(MeshDataPlane mesh)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{mesh.Listener}/"));
        request.Headers.Host = "shop";
        using var answer = await _client.SendAsync(request);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : $"{(int)answer.StatusCode}";
    }

    public Task UntilAnsweredAsync(MeshDataPlane mesh, string by) =>
        Eventually.TrueAsync(async () => await AskAsync(mesh) == by, TimeSpan.FromSeconds(20), $"the answer is {by}", CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        Api.Dispose();
        await Server.DisposeAsync();
        await Primary.DisposeAsync();
        await Canary.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
