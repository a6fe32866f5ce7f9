using CanaryMesh.Mesh.Tests.Services;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.Tests.Sockets;

/// <summary>A data plane over objects that a test sets, with a pod on each side and a client.</summary>
internal sealed class MeshOfShop : IAsyncDisposable
{
    private readonly ObjectStore _store = new();
    private MeshEngine? _engine;

    private MeshOfShop(Backend primary, Backend canary) => (Primary, Canary) = (primary, canary);

    public MeshEngine Engine => _engine!;

    public Backend Primary { get; }

    public Backend Canary { get; }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    public static async Task<MeshOfShop> StartAsync(MeshOptions options)
    {
        var shop = new MeshOfShop(await Backend.StartAsync("primary"), await Backend.StartAsync("canary"));
        shop.Change(_ => ShopObjects.With(shop.Primary.Port, shop.Canary.Port));
        shop._engine = await MeshEngine.StartAsync(shop._store, "web", options, TimeProvider.System, CancellationToken.None);
        return shop;
    }

    public void Change(Func<ClusterObjects, ClusterObjects> change) => _store.Change(change);

    /// <summary>The rules of the VirtualService shop.</summary>
    public void Route(string rules) => Change(objects => objects.With(Objects.VirtualService("shop", $"{{hosts: [shop], http: {rules}}}")));

    public async Task<(int Status, string Text, HttpResponseMessage Message)> AskAsync(string path, string? header = null, string? value = null, string? body = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri($"http://{Engine.Listener}{path}"));
        request.Headers.Host = "shop";
        request.Content = body is null ? null : new StringContent(body);
        if (header is not null)
        {
            request.Headers.Add(header, value);
        }
        var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Engine.DisposeAsync();
        await Primary.DisposeAsync();
        await Canary.DisposeAsync();
    }
}
