namespace CanaryMesh.Document.Tests.Stage;

public sealed class OurNamesTests
{
    [Theory]
    [InlineData("kubectl get pods -n istio-system -l app.kubernetes.io/name=flagger", "kubectl get pods -n canarymesh-system -l app.kubernetes.io/name=canarymesh-analyzer")]
    [InlineData("kubectl logs -n istio-system deployment/flagger", "kubectl logs -n canarymesh-system deployment/canarymesh-analyzer")]
    [InlineData("kubectl logs -n test deployment/flagger-loadtester", "kubectl logs -n test deployment/flagger-loadtester")]
    public void Command_ThatNamesFlagger_NamesTheAnalyzerAndNothingElseChanges(string command, string ours) => Assert.Equal(ours, OurNames.In(command));
}
