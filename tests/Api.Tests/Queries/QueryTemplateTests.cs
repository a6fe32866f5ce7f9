using CanaryMesh.Api.Queries;

namespace CanaryMesh.Api.Tests.Queries;

public class QueryTemplateTests
{
    private static readonly QueryValues Values = QueryValues.Sample with
    {
        Name = "gate", Namespace = "shop", Target = "api", Copy = "api-canary", Service = "front", Ingress = "edge", Route = "way", Interval = "2m",
        Variables = new Dictionary<string, string> { ["direction"] = "inbound", ["with-dash"] = "dashed", ["empty"] = "" },
        PrimarySets = ["api-7d9f"],
    };

    [Theory]
    [InlineData("up", "up")]
    [InlineData("{{ name }} {{namespace}} {{ service }} {{ ingress }} {{ route }}", "gate shop front edge way")]
    [InlineData("rate(x[{{ interval }}])", "rate(x[2m])")]
    [InlineData("x{d=\"{{ variables.direction }}\"}", "x{d=\"inbound\"}")]
    [InlineData("{{ index variables \"with-dash\" }}", "dashed")]
    [InlineData("{{ (variables).direction }}", "inbound")]
    [InlineData("a {{- name -}} b", "agateb")]
    [InlineData("a {{ name -}}\n  b", "a gateb")]
    [InlineData("a{{/* said */}}b {{- /* said\n}} too */ -}} c", "abc")]
    [InlineData("{{ \"a\\\"b\" }}{{ `c` }}{{ 3 }}{{ -3 }}{{ 1.5 }}{{ true }}", "a\"bc3-31.5true", QuerySurface.Address)]
    [InlineData("{{ printf \"%s-%v-%d-%t-%%\" name 2 3 true }}", "gate-2-3-true-%", QuerySurface.Address)]
    [InlineData("x{n={{ printf \"%q\" name }}}", "x{n=\"gate\"}")]
    [InlineData("{{ name | printf \"%s-%s\" namespace }}", "shop-gate")]
    [InlineData("{{ printf \"%s\" (printf \"%s\" name) }}", "gate")]
    [InlineData("{{ if eq namespace \"shop\" }}yes{{ else }}no{{ end }}", "yes")]
    [InlineData("{{ if ne target \"api\" }}yes{{ else }}no{{ end }}", "no")]
    [InlineData("{{ if eq namespace \"a\" \"b\" \"shop\" }}yes{{ end }}", "yes")]
    [InlineData("{{ if eq name \"x\" }}a{{ else if eq name \"gate\" }}b{{ else }}c{{ end }}d", "bd")]
    [InlineData("{{ if variables.empty }}a{{ else }}b{{ end }}", "b")]
    [InlineData("{{ if and variables (not variables.empty) }}a{{ end }}", "a")]
    [InlineData("{{ if or variables.empty variables.direction }}a{{ end }}", "a")]
    [InlineData("{{ or variables.empty name }}", "gate")]
    [InlineData("{{ if name }}{{ if false }}a{{ else }}b{{ end }}c{{ end }}", "bc")]
    public void Render_OfWhatGosTemplatesMean_IsTheSame(string text, string rendered, QuerySurface surface = QuerySurface.PromQl) =>
        Assert.Equal(rendered, Render(text, surface).Text);

    [Theory]
    [InlineData("{{ who }}", "line 1, column 4: who stands for nothing; there are name, namespace")]
    [InlineData("up\n  {{ . }}", "line 2, column 6: there is no dot")]
    [InlineData("{{ .Values.x }}", "line 1, column 4: there is no dot")]
    [InlineData("{{ variables .x }}", "line 1, column 14: there is no dot")]
    [InlineData("{{ $x := 1 }}", "line 1, column 4: variables of a template ($x) are not supported")]
    [InlineData("{{ range variables }}{{ name }}", "line 1, column 4: range of Go's templates is not supported")]
    [InlineData("{{ name", "line 1, column 1: this action does not end")]
    [InlineData("{{ name }} {{/* }}", "line 1, column 12: this comment does not end")]
    [InlineData("{{ \"a }}", "line 1, column 4: this text does not end")]
    [InlineData("{{ \"a\\x\" }}", "line 1, column 6: this escape is not supported")]
    [InlineData("{{ `a }}", "line 1, column 4: this text does not end")]
    [InlineData("{{ name, }}", "line 1, column 8: \",\" is not part of the template language here")]
    [InlineData("{{ 'a' }}", "line 1, column 4: \"'\" is not part")]
    [InlineData("{{ name target }}", "line 1, column 4: name takes no argument")]
    [InlineData("{{ \"a\" name }}", "line 1, column 8: the action should end here")]
    [InlineData("{{ name.x }}", "line 1, column 8: only variables has keys")]
    [InlineData("{{ variables.x.y }}", "line 1, column 13: only variables has keys")]
    [InlineData("{{ variables }}", "line 1, column 4: variables is a map")]
    [InlineData("{{ index name \"x\" }}", "line 1, column 10: index looks into variables alone")]
    [InlineData("{{ index variables }}", "line 1, column 4: index takes 2 arguments")]
    [InlineData("{{ eq name }}", "line 1, column 4: eq takes at least 2 arguments")]
    [InlineData("{{ printf name }}", "line 1, column 11: the format of printf must be a text in quotes")]
    [InlineData("{{ printf \"%5s\" name }}", "line 1, column 11: printf knows the verbs")]
    [InlineData("{{ printf \"%s\" }}", "line 1, column 11: printf has 1 verbs for 0 values")]
    [InlineData("{{ printf \"%\" }}", "line 1, column 11: printf knows the verbs")]
    [InlineData("{{ name | \"x\" }}", "line 1, column 11: only a function can be piped into")]
    [InlineData("{{ name | }}", "line 1, column 11: a value is missing here")]
    [InlineData("{{ }}", "line 1, column 4: a value is missing here")]
    [InlineData("{{ (name }}", "line 1, column 4: this parenthesis does not end")]
    [InlineData("{{ if name }}a", "line 1, column 1: this if has no end")]
    [InlineData("{{ if name }}{{ else }}{{ else }}{{ end }}", "line 1, column 1: this if has a second else")]
    [InlineData("a{{ end }}", "line 1, column 2: this {{ end }} belongs to no if")]
    [InlineData("{{ name | end }}", "line 1, column 11: end stands for nothing")]
    [InlineData("{{ 3x }}", "line 1, column 4: this is no number")]
    [InlineData("a\uE001b", "the query has letters of no alphabet")]
    public void Parse_OfAnythingElse_IsRefusedWithItsPlace(string text, string fault)
    {
        Assert.Null(QueryTemplate.Parse(text, out var faults));

        Assert.StartsWith(fault, faults[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfManyMistakes_NamesEachOnce()
    {
        QueryTemplate.Parse("{{ a }}\n{{ range x y }} {{ .b | c }}\n{{ printf \"%z\" name | d }} {{ name }}", out var faults);

        Assert.Equal([(1, 4), (2, 4), (2, 20), (3, 11)], faults.Select(fault => (fault.Line, fault.Column)));
    }

    [Theory]
    [InlineData("{{ variables.missing }}", "line 1, column 4: templateVariables of the check has no key missing")]
    [InlineData("{{ if eq name 3 }}a{{ end }}", "line 1, column 15: eq compares values of one kind")]
    [InlineData("{{ printf \"%d\" name }}", "line 1, column 4: a value of printf is not of its verb's kind")]
    public void Render_OfWhatHasNoValue_IsAFaultWithItsPlace(string text, string fault) =>
        Assert.StartsWith(fault, Render(text).Fault, StringComparison.Ordinal);

    [Fact]
    public void Parse_OfDeepNesting_EndsWithAFault()
    {
        Assert.Null(QueryTemplate.Parse("{{ " + new string('(', 5000) + "name", out _));
        Assert.Null(QueryTemplate.Parse(string.Concat(Enumerable.Repeat("{{ if name }}", 2000)), out _));
    }

    private static QueryRendering Render(string text, QuerySurface surface = QuerySurface.PromQl)
    {
        var template = QueryTemplate.Parse(text, out var faults);
        Assert.Empty(faults);
        return template!.Render(Values, surface);
    }
}
