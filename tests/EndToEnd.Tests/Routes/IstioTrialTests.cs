namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Trials in a mesh that more than their own steps befalls, with every request counted.</summary>
public sealed class IstioTrialTests(IstioTrials trials) : IClassFixture<IstioTrials>
{
    [EmbeddedFact(RoutedApp.Needs)]
    public Task WeightsThatSomebodyEdited_InATrial_PauseItUntilAPersonSaysHowItGoesOn() => trials.Edited;

    [EmbeddedFact(RoutedApp.Needs)]
    public Task LaneCookiesAndMutualTls_InATrial_LeadEachRequestAsTheyAreWritten() => trials.Lane;

    [EmbeddedFact(RoutedApp.Needs)]
    public Task RouteThatWasThereFirst_WhenTheCanaryGoesInATrial_IsWhatItWas() => trials.Adopted;
}
