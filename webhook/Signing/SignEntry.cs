using CanaryMesh.Webhook.Admission;

namespace CanaryMesh.Webhook.Signing;

/// <summary>canaries CREATE and UPDATE with a command that is new: says beside it who gave it and when.</summary>
internal sealed class SignEntry(TimeProvider time) : IAdmissionEntry
{
    public string Name => "sign";

    public ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Object is not { } current)
        {
            return ValueTask.FromResult(AdmissionAnswer.Pass("no-object"));
        }

        var desired = SignPolicy.Decide(request.OldObject, current, request.UserName, time.GetUtcNow());
        var changed = JsonDifference.Between(current, desired).Count > 0;
        return ValueTask.FromResult<AdmissionAnswer>(new Allowed(changed ? "sign" : "pass", "", desired));
    }
}
