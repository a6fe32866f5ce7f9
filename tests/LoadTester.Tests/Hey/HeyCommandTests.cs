using CanaryMesh.LoadTester.Hey;
using CanaryMesh.LoadTester.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.LoadTester.Tests.Hey;

public class HeyCommandTests
{
    [Fact]
    public async Task Hey_OfSomeRequests_SumsThemUp()
    {
        await using var app = await LoopbackApp.StartAsync(context => context.Response.WriteAsync("12345"));
        var output = new StringWriter();

        Assert.Equal(0, await HeyCommand.RunAsync(["-n", "7", "-c", "2", app.Address.ToString()], output, TextWriter.Null, TimeProvider.System));

        var lines = output.ToString().Split('\n');
        Assert.Equal(["Summary:", "Latency distribution:", "Status code distribution:"], lines.Where(line => line.EndsWith(':')));
        Assert.Contains("  [200]\t7 responses", lines);
        Assert.Contains("  Total data:\t35 bytes", lines);
        Assert.Contains("  Size/request:\t5 bytes", lines);
        Assert.Contains(lines, line => line.StartsWith("  99% in 0.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hey_ThatIsToldNonsense_EndsWithTwo()
    {
        var error = new StringWriter();

        Assert.Equal(2, await HeyCommand.RunAsync(["-z", "x", "http://web/"], TextWriter.Null, error, TimeProvider.System));
        Assert.Contains("-z as a duration", error.ToString(), StringComparison.Ordinal);
    }
}
