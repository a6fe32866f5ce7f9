namespace CanaryMesh.Webhook.Admission;

/// <summary>One entry of the webhook configurations.</summary>
internal interface IAdmissionEntry
{
    /// <summary>First word of the webhook's name, and its path.</summary>
    string Name { get; }

    ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation);
}
