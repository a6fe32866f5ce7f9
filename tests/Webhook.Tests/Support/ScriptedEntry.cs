using CanaryMesh.Webhook.Admission;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>An entry that does as the test says.</summary>
internal sealed class ScriptedEntry : IAdmissionEntry
{
    public string Name => "scripted";

    public Func<AdmissionRequest, CancellationToken, Task<AdmissionAnswer>> Script { get; set; } = (_, _) => Task.FromResult(AdmissionAnswer.Pass());

    public async ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation) => await Script(request, cancellation);
}
