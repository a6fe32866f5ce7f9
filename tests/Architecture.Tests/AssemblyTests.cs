using System.Reflection;
using System.Runtime.InteropServices;

namespace CanaryMesh.Architecture.Tests;

public class AssemblyTests
{
    [Theory]
    [InlineData("CanaryMesh.Api", "Google.Protobuf", "Grpc.Core.Api")]
    [InlineData("CanaryMesh.Analyzer.Core", "CanaryMesh.Api")]
    public void Assembly_OfThePureParts_ReferencesOnlyTheRuntimeAnd(string name, params string[] allowed)
    {
        var references = Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.All(references.Except(allowed), reference => Assert.True(IsOfTheRuntime(reference), reference));
    }

    [Theory]
    [InlineData("System.Text.Json", true)]
    [InlineData("Microsoft.Extensions.Logging.Abstractions", false)]
    [InlineData("KubernetesClient", false)]
    public void Runtime_IsWhatShipsWithIt(string name, bool ships) => Assert.Equal(ships, IsOfTheRuntime(name));

    private static bool IsOfTheRuntime(string name) => File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"));
}
