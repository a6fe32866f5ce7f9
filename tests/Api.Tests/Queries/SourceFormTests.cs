using System.Text.Json;
using CanaryMesh.Api.Queries;

namespace CanaryMesh.Api.Tests.Queries;

public class SourceFormTests
{
    private const string Answer = """{"data":[{"points":[[1,7],[2.5,8]],"p99 ms":"12.5","none":null,"flag":true}]}""";

    [Theory]
    [InlineData("$.data[0].points[-1][0]", 2.5)]
    [InlineData("$.data[0]['p99 ms']", 12.5)]
    [InlineData("$[\"data\"][0].points[0][1]", 7.0)]
    [InlineData("$.data[0].none", null)]
    [InlineData("$.data[5].points", null)]
    [InlineData("$.data.points", null)]
    [InlineData("$.other", null)]
    public void Path_LeadsToANumberOrToNothing(string path, double? number) => Assert.Equal((number, null), Read(path));

    [Theory]
    [InlineData("$.data[0].points")]
    [InlineData("$.data[0].flag")]
    [InlineData("$")]
    public void Path_ToWhatIsNoNumber_IsAFault(string path) => Assert.NotNull(Read(path).Fault);

    [Theory]
    [InlineData("")]
    [InlineData("data.value")]
    [InlineData("$.data[*].value")]
    [InlineData("$..value")]
    [InlineData("$.data[?(@.x)]")]
    [InlineData("$.data[0:2]")]
    [InlineData("$.data[99999999999]")]
    public void Path_ToMany_IsRefused(string path) => Assert.Null(NumberPath.Parse(path));

    [Theory]
    [InlineData("shop/..%2F..%2Fnamespaces%2Fother%2Fqueue")]
    [InlineData("shop/..")]
    [InlineData("shop/a%3Fb")]
    [InlineData("shop/a%23b")]
    [InlineData("shop/a%252Fb")]
    public void ExternalMetric_ThatWouldLeaveItsPlace_IsRefused(string query) => Assert.Null(ExternalMetric.Parse(query));

    [Theory]
    [InlineData("shop/queue_length", "shop", "queue_length", "")]
    [InlineData("shop/queue?labelSelector=app%3Dweb,env!=x", "shop", "queue", "app=web,env!=x")]
    public void ExternalMetric_IsTakenApart(string query, string ns, string metric, string selector) =>
        Assert.Equal(new ExternalMetric(ns, metric, selector), ExternalMetric.Parse(query));

    [Theory]
    [InlineData("queue")]
    [InlineData("shop/queue/x")]
    [InlineData("shop/queue?watch=true")]
    [InlineData("Shop/queue")]
    public void ExternalMetric_OfAnotherForm_IsNone(string query) => Assert.Null(ExternalMetric.Parse(query));

    private static (double? Number, string? Fault) Read(string path) => NumberPath.Parse(path)!.Read(JsonDocument.Parse(Answer).RootElement);
}
