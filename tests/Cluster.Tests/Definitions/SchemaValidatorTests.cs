using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Definitions;

namespace CanaryMesh.Cluster.Tests.Definitions;

public sealed class SchemaValidatorTests
{
    [Theory]
    [InlineData("""{"type":"integer","minimum":1}""", "0", "FieldValueInvalid", "Invalid value: 0: x in body should be greater than or equal to 1")]
    [InlineData("""{"type":"number","maximum":9,"exclusiveMaximum":true}""", "9", "FieldValueInvalid", "Invalid value: 9: x in body should be less than 9")]
    [InlineData("""{"type":"integer"}""", "1.5", "FieldValueTypeInvalid", "Invalid value: \"number\": x in body must be of type integer: \"number\"")]
    [InlineData("""{"x-kubernetes-int-or-string":true}""", "true", "FieldValueTypeInvalid", "Invalid value: \"boolean\": x in body must be of type integer,string: \"boolean\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"abc\"", "FieldValueTooLong", "Too long: may not be more than 2 bytes")]
    [InlineData("""{"type":"string","minLength":4}""", "\"abc\"", "FieldValueInvalid", "Invalid value: \"abc\": x in body should be at least 4 chars long")]
    [InlineData("""{"type":"string","pattern":"^[a-z]+$"}""", "\"A\"", "FieldValueInvalid", "Invalid value: \"A\": x in body should match '^[a-z]+$'")]
    [InlineData("""{"type":"string","enum":["red","blue"]}""", "\"green\"", "FieldValueNotSupported", "Unsupported value: \"green\": supported values: \"red\", \"blue\"")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"soon\"", "FieldValueTypeInvalid", "Invalid value: \"soon\": x in body must be of type date-time: \"soon\"")]
    [InlineData("""{"type":"array","maxItems":1,"items":{"type":"string"}}""", """["a","b"]""", "FieldValueTooMany", "Too many: 2: must have at most 1 items")]
    [InlineData("""{"type":"string"}""", "null", "FieldValueTypeInvalid", "Invalid value: \"null\": x in body must be of type string: \"null\"")]
    [InlineData("""{"type":"object","not":{"required":["a"]}}""", """{"a":1}""", "FieldValueInvalid", "Invalid value: \"\": \"x\" must not validate the schema (not)")]
    public void Validate_AValueThatDoesNotFit_IsOneFaultInTheServersWords(string schema, string value, string reason, string message)
    {
        var fault = Assert.Single(Check(schema, value).Faults);

        Assert.Equal((reason, message), (fault.Reason, fault.Message));
    }

    [Theory]
    [InlineData("""{"type":"number"}""", "3")]
    [InlineData("""{"type":"integer"}""", "3.0")]
    [InlineData("""{"type":"string","nullable":true}""", "null")]
    [InlineData("""{"x-kubernetes-int-or-string":true,"anyOf":[{"type":"integer"},{"type":"string"}]}""", "\"80%\"")]
    [InlineData("""{"type":"string","format":"unheard-of"}""", "\"x\"")]
    [InlineData("""{"type":"object","oneOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1}""")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-01-01T00:00:00.123456789Z\"")]
    public void Validate_AValueThatFits_HasNoFaults(string schema, string value) => Assert.Empty(Check(schema, value).Faults);

    [Fact]
    public void Validate_NoneOfSeveralAlternatives_NamesTheCombinationAndTheBestOne()
    {
        var faults = Check("""{"type":"object","properties":{"a":{"type":"string"}},"oneOf":[{"required":["b"]},{"required":["c"]}]}""", """{"a":"1"}""").Faults;

        Assert.Equal(
            [("<nil>", "Invalid value: \"\": \"x\" must validate one and only one schema (oneOf). Found none valid"), ("x.b", "Required value")],
            faults.Select(f => (f.Field, f.Message)));
    }

    [Fact]
    public void Validate_AWrongTypeThatEveryAlternativeTakes_CountsThem()
    {
        var faults = Check("""{"type":"object","oneOf":[{"required":["b"]},{"required":["c"]}]}""", """["a"]""").Faults;

        Assert.Contains(faults, f => f.Message.EndsWith("Found 2 valid alternatives", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_DeepFaults_NameTheirWay()
    {
        var schema = """{"type":"object","additionalProperties":{"type":"array","items":{"type":"object","required":["id"]}}}""";

        Assert.Equal("x.some[1].id", Assert.Single(Check(schema, """{"some":[{"id":1},{}]}""").Faults).Field);
    }

    private static SchemaOutcome Check(string schema, string value) =>
        SchemaValidator.Validate(JsonNode.Parse(value), SchemaReader.Read((JsonObject)JsonNode.Parse(schema)!), "x");
}
