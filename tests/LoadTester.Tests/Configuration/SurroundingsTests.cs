using CanaryMesh.LoadTester.Configuration;

namespace CanaryMesh.LoadTester.Tests.Configuration;

public class SurroundingsTests
{
    [Fact]
    public void Surroundings_OfNothing_AreClosed()
    {
        var surroundings = Surroundings.Read(_ => null, out var faults);

        Assert.Empty(faults);
        Assert.Equal((true, false, 8080, "127.0.0.1"), (surroundings.RequiresToken, surroundings.RunsCommands, surroundings.Port, surroundings.Addresses.Single()));
    }

    [Fact]
    public void Surroundings_OfVariables_AreRead()
    {
        var variables = new Dictionary<string, string>
        {
            ["POD_IPS"] = "10.0.0.1, fd00::1",
            ["CANARYMESH_COMMANDS"] = "true",
            ["CANARYMESH_TOKEN_REQUIRED"] = "false",
            ["CANARYMESH_LONGEST_TASK"] = "30m",
            ["CANARYMESH_GRACE"] = "5s",
            ["CANARYMESH_MOST_TASKS"] = "7",
            ["CANARYMESH_NAMESPACES"] = "^team-",
        };

        var surroundings = Surroundings.Read(variables.GetValueOrDefault, out var faults);

        Assert.Empty(faults);
        Assert.Equal(["10.0.0.1", "fd00::1"], surroundings.Addresses);
        Assert.Equal(
            (true, false, TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(5), 7, "^team-"),
            (surroundings.RunsCommands, surroundings.RequiresToken, surroundings.LongestTask, surroundings.Grace, surroundings.MostTasks, surroundings.Namespaces?.ToString()));
    }

    [Theory]
    [InlineData("CANARYMESH_COMMANDS", "yes")]
    [InlineData("CANARYMESH_TOKEN_REQUIRED", "0")]
    [InlineData("CANARYMESH_LONGEST_TASK", "long")]
    [InlineData("CANARYMESH_MOST_TASKS", "0")]
    [InlineData("CANARYMESH_LOADTESTER_PORT", "65536")]
    [InlineData("CANARYMESH_NAMESPACES", "(")]
    public void Fault_OfAVariable_IsNamed(string name, string value)
    {
        Surroundings.Read(asked => asked == name ? value : null, out var faults);

        Assert.StartsWith($"{name} is \"{value}\": it must be", Assert.Single(faults), StringComparison.Ordinal);
    }
}
