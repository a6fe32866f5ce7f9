using CanaryMesh.Cluster.Admission.Policies;

namespace CanaryMesh.Cluster.Tests.Server;

public sealed class ObjectLiteralTests
{
    [Theory]
    [InlineData("Object{spec: Object.spec{paused: true}}", "{\"spec\": {\"paused\": true}}")]
    [InlineData("[JSONPatch{op: 'add', path: '/a', value: {'k': x ? y : z}}]", "[{\"op\": 'add', \"path\": '/a', \"value\": {'k': x ? y : z}}]")]
    [InlineData("object.spec.paused", "object.spec.paused")]
    [InlineData("'Object{a: 1}'", "'Object{a: 1}'")]
    public void AsMaps_TypedLiterals_BecomeMaps(string expression, string expected) => Assert.Equal(expected, ObjectLiterals.AsMaps(expression));
}
