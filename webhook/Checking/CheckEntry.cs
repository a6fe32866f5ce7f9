using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;

namespace CanaryMesh.Webhook.Checking;

/// <summary>canaries, metrictemplates, alertproviders: every fault in one answer.</summary>
internal sealed class CheckEntry : IAdmissionEntry
{
    public string Name => "check";

    public ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Object is not { } thing || thing.Text("metadata", "deletionTimestamp") is not null)
        {
            return ValueTask.FromResult(AdmissionAnswer.Pass());
        }

        var faults = Faults(thing);
        return ValueTask.FromResult(faults.Count == 0 ? AdmissionAnswer.Pass() : Denied.Invalid("bad-spec", faults));
    }

    private static IReadOnlyList<string> Faults(JsonObject thing) => thing.Text("kind") switch
    {
        "Canary" => CanaryFaults.Of(thing),
        _ => [],
    };
}
