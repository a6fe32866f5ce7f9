using CanaryMesh.Api.Queries;

namespace CanaryMesh.Api.Tests.Queries;

public class PromRenderingTests
{
    [Theory]
    [InlineData("x{w=\"{{ target }}\"}", "x{w=\"api-canary\"}")]
    [InlineData("x{w=\"{{ target }}-canary\"}", "x{w=\"api-canary\"}")]
    [InlineData("x{w=\"{{ target }}-primary\"}", "x{w=\"api\"}")]
    [InlineData("x{w=\"{{ target }}-primary2\"}", "x{w=\"api-canary-primary2\"}")]
    [InlineData("x{pod=~\"{{ target }}-canary-.*\"}", "x{pod=~\"api-canary-.*\"}")]
    [InlineData("x{pod=~\"{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\"}", "x{pod=~\"api-canary-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\"}")]
    [InlineData("x{w=\"{{ printf \"%s-primary\" target }}\"}", "x{w=\"api\"}")]
    [InlineData("{{ target }}-primary", "api")]
    public void Target_MeansTheWorkloadOnTrial(string text, string rendered) => Assert.Equal(rendered, Render(text).Text);

    [Theory]
    [InlineData("pod=~\"{{ target }}-primary-.*\"", "pod=~\"(?:api-7d9f|api-8c1b)-[^-]+\"")]
    [InlineData("pod=~\"{{ target }}-primary-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)\"", "pod=~\"(?:api-7d9f|api-8c1b)-[^-]+\"")]
    [InlineData("pod=~`{{ target }}-primary-.+`", "pod=~`(?:api-7d9f|api-8c1b)-[^-]+`")]
    [InlineData("pod=~\"{{ target }}-primary.*|other-.*\"", "pod=~\"(?:api-7d9f|api-8c1b)-[^-]+|other-.*\"")]
    [InlineData("kubernetes_pod_name!~\"{{ target }}-primary-.*\"", "kubernetes_pod_name!~\"(?:api-7d9f|api-8c1b)-[^-]+\"")]
    [InlineData("pod =~ \"{{ target }}-primary-x.*\"", "pod =~ \"(?:api-7d9f|api-8c1b)-x.*\"")]
    [InlineData("a=\"b\",pod=~\"({{ target }}-primary)-.*\"", "a=\"b\",pod=~\"((?:api-7d9f|api-8c1b))-.*\"")]
    [InlineData("pod=\"{{ target }}-primary-x\"", "pod=\"api-x\"")]
    [InlineData("workload=~\"{{ target }}-primary\"", "workload=~\"api\"")]
    public void Primary_InAPatternOfPods_IsItsReplicaSets(string matcher, string rendered) =>
        Assert.Equal($"x{{{rendered}}}", Render($"x{{{matcher}}}").Text);

    [Fact]
    public void Primary_WithoutAnyReplicaSet_IsAFault() => Assert.Equal(
        "no ReplicaSet of the primary is known", Render("x{pod=~\"{{ target }}-primary-.*\"}", values => values with { PrimarySets = [] }).Fault);

    [Fact]
    public void Name_InAPattern_IsItself() => Assert.Equal(
        "x{w=~\"api\\\\.v2-canary.*\",v=\"api.v2-canary\"}",
        Render("x{w=~\"{{ target }}.*\",v=\"{{ target }}\"}", values => values with { Target = "api.v2", Copy = "api.v2-canary" }).Text);

    [Theory]
    [InlineData("x{s=\"{{ variables.v }}\"}", "a\"} or up{b=\"", "x{s=\"a\\\"} or up{b=\\\"\"}")]
    [InlineData("x{s='{{ variables.v }}'}", "it's", "x{s='it\\'s'}")]
    [InlineData("x{s=\"{{ variables.v }}\"}", "a\\d\nb", "x{s=\"a\\\\d\\nb\"}")]
    [InlineData("x{s!~\"{{ variables.v }}\"}", "5.*", "x{s!~\"5.*\"}")]
    [InlineData("sum by ({{ variables.v }}) (x)", "a,b", "sum by (a,b) (x)")]
    public void Variable_StaysWhereItStands(string text, string value, string rendered) => Assert.Equal(rendered, Render(text, With(value)).Text);

    [Theory]
    [InlineData("x{ {{ variables.v }} }", "a=\"b\"")]
    [InlineData("x{{ variables.v }}", " or up")]
    [InlineData("x{s=\"\\{{ variables.v }}\"}", "\"")]
    [InlineData("x{s=`{{ variables.v }}`}", "a`")]
    [InlineData("x{s=\"{{ variables.v }}\"}", "a\uE003b")]
    [InlineData("x{s=\"{{ variables.v }}", "a")]
    public void Variable_ThatWouldLeaveItsPlace_IsRefused(string text, string value) => Assert.NotEmpty(Render(text, With(value)).Faults);

    [Fact]
    public void WhiteSpaceAndComments_AreNoPartOfTheQuery() => Assert.Equal(
        "sum( x{a=\"b  #c\"} ) ", Render("\n sum(   # the sum\n  x{a=\"b  #c\"}\n)\n").Text + " ");

    [Fact]
    public void Uses_AreTheLabelsThatHoldTheWorkload() => Assert.Equal(
        [new("container", "="), new("pod", "=~")],
        Render("x{container=\"{{ target }}\",pod=~\"{{ target }}-canary-.*\",d=\"{{ target }}-primary\"}").Uses);

    [Theory]
    [InlineData("?w={{ target }}&p={{ target }}-primary\n", "?w=api-canary&p=api")]
    [InlineData("/a/{{ variables.v }}?q={{ variables.v }}", "/a/b%2Fc%26d?q=b%2Fc%26d")]
    public void Address_HasEachValueAsOne(string text, string rendered) =>
        Assert.Equal(rendered, QueryTemplate.Parse(text, out _)!.Render(With("b/c&d")(Values), QuerySurface.Address).Text);

    private static readonly QueryValues Values =
        QueryValues.Sample with { Target = "api", Copy = "api-canary", PrimarySets = ["api-7d9f", "api-8c1b"], Variables = new Dictionary<string, string>() };

    private static Func<QueryValues, QueryValues> With(string value) => values => values with { Variables = new Dictionary<string, string> { ["v"] = value } };

    private static QueryRendering Render(string text, Func<QueryValues, QueryValues>? change = null)
    {
        var template = QueryTemplate.Parse(text, out var faults);
        Assert.Empty(faults);
        return template!.Render(change is null ? Values : change(Values), QuerySurface.PromQl);
    }
}
