namespace CanaryMesh.Webhook.Admission;

/// <summary>Why there is no body to read a review from.</summary>
internal enum BodyFault
{
    TooLarge,
    TooSlow,
    NoRoom,
}
