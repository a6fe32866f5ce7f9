using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Steering;

/// <summary>services UPDATE with our annotation: sets and keeps the steered port. The analyzer's own writes come here too: they are the request.</summary>
internal sealed class SteerEntry(Surroundings surroundings) : IAdmissionEntry
{
    public string Name => "steer";

    public ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request is not { Operation: "UPDATE", Object: { } current })
        {
            return ValueTask.FromResult(AdmissionAnswer.Pass("not-an-update"));
        }

        var (desired, warnings) = SteerPolicy.Decide(request.OldObject, current, request.UserName == surroundings.Analyzer);
        var changed = JsonDifference.Between(current, desired).Count > 0;
        return ValueTask.FromResult<AdmissionAnswer>(
            new Allowed(changed ? "steer" : "pass", warnings.Count > 0 ? "target-port-changed" : "", desired) { Warnings = warnings });
    }
}
