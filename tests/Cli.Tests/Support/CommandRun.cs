using System.Globalization;
using CanaryMesh.Cli.Commands;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Cli.Tests.Support;

internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = await CommandLine.RunAsync(args, output, error, new FakeTimeProvider(Some.Now));
        return new(code, output.ToString(), error.ToString());
    }

    public static Task<CommandRun> OnAsync(FakeApi api, params string[] args) => OfAsync([.. args, "--kubeconfig", api.Kubeconfig]);
}
