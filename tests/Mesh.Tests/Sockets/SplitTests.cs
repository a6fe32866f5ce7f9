using System.Globalization;

namespace CanaryMesh.Mesh.Tests.Sockets;

public sealed class SplitTests
{
    private const int Requests = 2000;

    [Fact]
    public async Task Split_OfAFifth_IsServedCountedAndExported()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route(Split(80, 20));

        await SendAsync(shop, Requests, _ => { });

        var totals = shop.Engine.Counts.Totals();
        var (share, all) = totals.Share("shop-primary=80 shop-canary=20", "shop-canary");
        // Four standard deviations of a draw of this size.
        Assert.InRange(share, 0.2 - 0.036, 0.2 + 0.036);
        Assert.Equal(Requests, all);
        Assert.Equal((Requests, shop.Canary.Requests), (shop.Primary.Requests + shop.Canary.Requests, totals.Workloads["shop-canary"]));
        Assert.Equal(Requests, totals.Rules["shop/0"]);
        Assert.Empty(totals.Refused);
        Assert.Equal(shop.Canary.Requests, await SeriesAsync(shop, "istio_requests_total", "shop-canary"));
        Assert.Equal(shop.Canary.Requests, await SeriesAsync(shop, "istio_request_duration_milliseconds_count", "shop-canary"));
    }

    [Fact]
    public async Task Weights_ThatChangeAllTheTime_LoseNothing()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route(Split(100, 0));

        await SendAsync(shop, Requests, number => shop.Route(Split(100 - (number % 100), number % 100)));

        Assert.Equal(Requests, shop.Primary.Requests + shop.Canary.Requests);
        Assert.NotEqual(0, shop.Canary.Requests);
        Assert.Empty(shop.Engine.Counts.Totals().Refused);
    }

    private static string Split(int primary, int canary) => string.Create(
        CultureInfo.InvariantCulture, $"[{{route: [{{destination: {{host: shop-primary}}, weight: {primary}}}, {{destination: {{host: shop-canary}}, weight: {canary}}}]}}]");

    private static Task SendAsync(MeshOfShop shop, int count, Action<int> beforeEach) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            beforeEach(number);
            var (status, _, message) = await shop.AskAsync($"/items/{number}", body: number % 3 == 0 ? "order" : null);
            message.Dispose();
            Assert.Equal(200, status);
        });

    private static async Task<double> SeriesAsync(MeshOfShop shop, string name, string workload)
    {
        var lines = (await shop.Client.GetStringAsync(shop.Engine.Metrics)).Split('\n');
        var labels = $$"""{reporter="destination",destination_workload="{{workload}}",destination_workload_namespace="web",destination_service_name="{{workload}}",response_code="200",request_protocol="http"} """;
        return double.Parse(Assert.Single(lines, line => line.StartsWith(name + labels, StringComparison.Ordinal)).Split(' ')[^1], CultureInfo.InvariantCulture);
    }
}
