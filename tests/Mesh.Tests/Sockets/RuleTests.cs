using System.Diagnostics;

namespace CanaryMesh.Mesh.Tests.Sockets;

public sealed class RuleTests
{
    private const string ToPrimary = "route: [{destination: {host: shop-primary}}]";
    private const string ToCanary = "route: [{destination: {host: shop-canary}}]";

    [Fact]
    public async Task Lane_OfAHeader_LeadsToTheCanary()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route($"[{{match: [{{headers: {{canary: {{exact: 'true'}}}}}}], {ToCanary}}}, {{{ToPrimary}}}]");

        Assert.Equal("canary", (await shop.AskAsync("/", "Canary", "true")).Text);
        Assert.Equal("primary", (await shop.AskAsync("/")).Text);
    }

    [Fact]
    public async Task Cookies_OfAPair_KeepEachClientOnItsSide()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route($$"""
            [{match: [{headers: {cookie: {regex: '(.*;\s*)?side=1(;.*)?'} } }], {{ToCanary}} },
             {match: [{headers: {cookie: {regex: '(.*;\s*)?kept=1(;.*)?'} } }], {{ToPrimary}} },
             {route: [
               {destination: {host: shop-primary}, weight: 50, headers: {response: {add: {Set-Cookie: kept=1; Path=/} } } },
               {destination: {host: shop-canary}, weight: 50, headers: {response: {add: {Set-Cookie: side=1; Path=/} } } }]}]
            """);

        for (var client = 0; client < 20; client++)
        {
            var (_, drawn, first) = await shop.AskAsync("/");
            var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie")).Split(';')[0];
            Assert.Equal(drawn == "canary" ? "side=1" : "kept=1", cookie);
            Assert.Equal(drawn, (await shop.AskAsync("/", "Cookie", $"a=b; {cookie}")).Text);
        }
        Assert.True(shop.Canary.Requests > 0 && shop.Primary.Requests > 0);
    }

    [Fact]
    public async Task Mirror_OfEveryRequest_IsARealCopyAndItsAnswerIsDropped()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route($"[{{{ToPrimary}, mirror: {{host: shop-canary}}, mirrorPercentage: {{value: 100}}}}]");

        for (var number = 0; number < 20; number++)
        {
            Assert.Equal($"order {number}", (await shop.AskAsync("/orders?x=%2F", body: $"order {number}")).Text);
        }
        await UntilAsync(() => shop.Engine.Counts.Totals().Mirrored.GetValueOrDefault("shop-canary") == 20);
        Assert.Contains("POST shop /orders?x=%2F  order 7", shop.Canary.Seen);
        Assert.Equal(20, shop.Engine.Counts.Totals().Workloads["shop"]);
    }

    [Fact]
    public async Task Mirror_OfAPart_IsThatPart()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route($"[{{{ToPrimary}, mirror: {{host: shop-canary}}, mirrorPercentage: {{value: 25}}}}]");

        for (var number = 0; number < 400; number++)
        {
            await shop.AskAsync("/");
        }
        await UntilAsync(() => shop.Engine.Counts.Totals().Mirrored.GetValueOrDefault("shop-canary") == shop.Canary.Requests);
        Assert.InRange(shop.Canary.Requests, 65, 135);
    }

    [Fact]
    public async Task Request_OnItsWay_IsRewrittenAndChanged()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route($"[{{match: [{{uri: {{prefix: /a/}}}}], rewrite: {{uri: /b/, authority: inner}}, headers: {{request: {{set: {{x-via: mesh}}}}, response: {{set: {{X-Frame: DENY}}, remove: [X-Side]}}}}, {ToPrimary}}}]");

        var (_, _, answer) = await shop.AskAsync("/a/c%2Fd?q=1", "x-via", "client");

        Assert.Equal("GET inner /b/c%2Fd?q=1 mesh ", Assert.Single(shop.Primary.Seen));
        Assert.Equal(("DENY", false), (answer.Headers.GetValues("X-Frame").Single(), answer.Headers.Contains("X-Side")));
    }

    [Fact]
    public async Task Answer_ThatIsLate_IsATimeout()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route($"[{{timeout: 200ms, {ToPrimary}}}]");

        Assert.Equal(504, (await shop.AskAsync("/slow")).Status);
        Assert.Equal(1, shop.Engine.Counts.Totals().Refused["no answer of shop-primary in time"]);
    }

    [Fact]
    public async Task Redirect_OfARule_IsAnswered()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route("[{redirect: {uri: /new, authority: shop.example.com}}]");

        var (status, _, answer) = await shop.AskAsync("/old?q=1");

        Assert.Equal((301, "http://shop.example.com/new?q=1"), (status, answer.Headers.Location!.ToString()));
    }

    internal static async Task UntilAsync(Func<bool> holds)
    {
        for (var started = Stopwatch.GetTimestamp(); !holds(); await Task.Delay(10))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "not within 10 s");
        }
    }
}
