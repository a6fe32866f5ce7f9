using System.Text.Json.Nodes;
using CanaryMesh.Support.Cluster;

namespace CanaryMesh.Demo.Tests;

public sealed class ScrapeTargetsTests
{
    [Theory]
    [InlineData("true", "Running", "127.1.2.3", 1)]
    [InlineData("false", "Running", "127.1.2.3", 0)]
    [InlineData("true", "Pending", "127.1.2.3", 0)]
    [InlineData("true", "Running", null, 0)]
    public void From_Pods_TakesThoseThatAskAndRun(string scrape, string phase, string? address, int expected) =>
        Assert.Equal(expected, ScrapeTargets.From([Pod(scrape, phase, address)]).Count);

    [Fact]
    public void From_APod_NamesItsAddressPortAndPath()
    {
        var target = ScrapeTargets.From([Pod("true", "Running", "127.1.2.3")])[0]!;

        Assert.Equal("127.1.2.3:14070", (string?)target["targets"]![0]);
        Assert.Equal("/metrics", (string?)target["labels"]!["__metrics_path__"]);
        Assert.Equal("web-1", (string?)target["labels"]!["pod"]);
    }

    private static JsonObject Pod(string scrape, string phase, string? address) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = "web-1", ["namespace"] = "default",
            ["annotations"] = new JsonObject { ["prometheus.io/scrape"] = scrape, ["prometheus.io/port"] = "14070" },
        },
        ["status"] = new JsonObject { ["phase"] = phase, ["podIP"] = address },
    };
}
