using System.CommandLine;
using CanaryMesh.Api.Names;
using CanaryMesh.Cli.Kubernetes;
using CanaryMesh.Cli.Preflight;
using CanaryMesh.Cli.Rendering;

namespace CanaryMesh.Cli.Commands;

/// <summary>Says whether a cluster can take CanaryMesh, and what to do where it cannot.</summary>
internal static class PreflightCommand
{
    internal static Command Create(SharedOptions options, Surroundings surroundings)
    {
        var installed = new Option<string>("--installation") { Description = "Namespace of CanaryMesh, there or to come.", DefaultValueFactory = _ => Installation.Namespace };
        var self = new Option<bool>("--self") { Description = "Asks for the own rights, as the analyzer's account: for an init container." };
        var command = new Command("preflight", "Looks for what would keep CanaryMesh from working; each finding says what to do.") { installed, self };
        command.SetAction(async (parsed, stop) =>
        {
            var opened = options.Connect(parsed);
            if (opened.Value is not { } connection)
            {
                return surroundings.Fail(opened.ExitCode, opened.Fault);
            }
            using (connection)
            {
                using var http = new HttpClient();
                var looked = await new PreflightSource(connection.Objects, http).LookAsync(parsed.GetRequiredValue(installed), parsed.GetValue(self), stop);
                if (looked.Value is not { } facts)
                {
                    return surroundings.Fail(looked.ExitCode, looked.Fault);
                }
                var findings = PreflightRules.Of(facts);
                await surroundings.Output.WriteAsync(options.WantsJson(parsed) ? FindingText.Json(findings) : FindingText.Of(findings));
                return findings.Any(each => each.Level is FindingLevel.Error) ? ExitCodes.Unfit : ExitCodes.Done;
            }
        });
        return command;
    }
}
